export { answerDanger, answerSafely } from './answer.ts';
export { neutral } from './neutral.ts';
export { obeyedWords, shownCall } from './obeyed.ts';
export { type Safety, safetyOf } from './safety-of.ts';
export type { Contact } from './texts/index.ts';
