export * from './fake-chat.ts';
export * from './fake-embeddings.ts';
export * from './fake-openai.ts';
export * from './fake-speech.ts';
export * from './obeying-chat.ts';
