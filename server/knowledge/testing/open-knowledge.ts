import { createKnowledge } from '../index.ts';

/** Opens a knowledge base in a process of its own, tells the share of the index that is built, and waits to be killed. */
const [guidesDir = '', dataDir = '', partSections] = process.argv.slice(2);
process.send?.(0);
await createKnowledge({
  guidesDir,
  dataDir,
  embeddings: null,
  partSections: Number(partSections),
  onProgress: (fraction) => process.send?.(fraction),
  log: { info: () => {}, warn: () => {} },
});
