export { type CallbackResult, type CallbackStore, createCallbacks } from './callbacks.ts';
export {
  type Conversation,
  type ConversationOptions,
  createConversation,
  type Question,
} from './conversation.ts';
export { type GrantResult, requestGrant } from './grants.ts';
export { createHall, type HallStore } from './hall.ts';
export {
  type ConversationState,
  isUnheard,
  type Part,
  type Rating,
  type Sentence,
  type Turn,
  utterancesOf,
} from './state.ts';
export { browserTab, keepToOneTab } from './tab.ts';
