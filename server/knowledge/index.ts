export { detectAspects } from './aspects.ts';
export { elsewhereBeside, loadElsewhere } from './elsewhere/index.ts';
export { createGlossary, type Glossary, glossaryBeside, loadGlossary } from './glossary/index.ts';
export { createKnowledge, type KnowledgeOptions } from './knowledge.ts';
export { type LoadedGuides, loadGuides } from './load/index.ts';
export { nameParts } from './load/parse.ts';
export { THRESHOLD } from './ranking.ts';
export { FIELD_ANCHORS, sectionsOf } from './sections.ts';
export * from './types.ts';
