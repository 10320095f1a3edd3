export { detectAspects } from './aspects.ts';
export { createKnowledge, type KnowledgeOptions } from './knowledge.ts';
export { sectionsOf } from './sections.ts';
export type * from './types.ts';
