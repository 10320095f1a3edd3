import { createKnowledge } from '#server/knowledge/index.ts';
import { type Command, located, progress } from '../command.ts';

/**
 * `index`: builds the index, or opens it where it is whole, and says how long that took.
 */
export const indexGuides: Command = {
  options: {},
  async run(context) {
    const { guidesDir, dataDir, texts: t } = context;
    const began = performance.now();
    const knowledge = await progress(
      context,
      t.steps.index,
      (onProgress) =>
        createKnowledge({
          guidesDir,
          dataDir,
          embeddings: null,
          log: { info: () => {}, warn: () => {} },
          onProgress,
        }),
      (made) => t.index.done(made.guides('zh').length, made.guides('en').length),
    );
    const tookMs = performance.now() - began;
    const problems = knowledge.problems();
    const guides = { zh: knowledge.guides('zh').length, en: knowledge.guides('en').length };
    await knowledge.close();
    return { ok: problems.length === 0, json: { guides, tookMs, problems }, lines: problems.map(located) };
  },
};
