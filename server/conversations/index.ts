export { type Conversations, type ConversationsDeps, createConversations } from './conversations.ts';
