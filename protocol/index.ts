export * from './answers.ts';
export * from './cards.ts';
export * from './cases.ts';
export * from './guide.ts';
export * from './locale.ts';
export * from './problems.ts';
export * from './search.ts';
export * from './speech.ts';
