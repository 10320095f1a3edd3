export { createGlossary, type Expansion, type Glossary, type Reading } from './glossary.ts';
export { glossaryBeside, type LoadedGlossary, loadGlossary, parseGlossary } from './load.ts';
export type { GlossaryEntry } from './schema.ts';
