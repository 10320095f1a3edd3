export { listUnanswered, type UnansweredQuestion } from './list.ts';
export { type Asked, likenessOf, noteUnanswered, sortUnanswered } from './note.ts';
