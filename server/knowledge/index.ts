export { detectAspects } from './aspects.ts';
export { createKnowledge, type KnowledgeOptions } from './knowledge.ts';
export { FIELD_ANCHORS, sectionsOf } from './sections.ts';
export * from './types.ts';
