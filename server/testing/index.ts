export * from './fake-chat.ts';
export * from './fake-openai.ts';
