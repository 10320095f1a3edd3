export { type ClockReading, heardTime } from './clock.ts';
export { createRecognizer, type RecognizerOptions } from './recognizer.ts';
export * from './types.ts';
export { createVoice, type VoiceOptions } from './voice.ts';
export { charsHeard, estimateWords, readingTimeMs, type WordSpan, wordAt, wordsOf } from './words.ts';
