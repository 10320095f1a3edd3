export { type RecordingMime, recordingDurationMs, recordingMime } from './recording.ts';
export { createSpeech, MAX_SPEECH_CHARS, type SpeechOptions } from './speech.ts';
export { createTranscriber } from './transcriber.ts';
export * from './types.ts';
