export { AnswersOff, type AnswersOptions, createAnswers } from './answers.ts';
export { createExchangeStore, type Exchange, type ExchangeStore, heardText } from './exchanges.ts';
export { MessageRefused } from './receive.ts';
export { PLACEHOLDER, redact } from './redaction/index.ts';
export type { AGUIEvent, AnswerContext, Answers } from './types.ts';
export type { ModelObserver } from './write/index.ts';
