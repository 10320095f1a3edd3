import { createKnowledge, type Knowledge } from '#server/knowledge/index.ts';
import { type Context, progress } from './command.ts';

/** Opens the knowledge base that a command is about, with progress. What is wrong with files is for `check` to say. */
export const openKnowledge = (context: Context): Promise<Knowledge> =>
  progress(
    context,
    context.texts.steps.index,
    (onProgress) =>
      createKnowledge({
        guidesDir: context.guidesDir,
        dataDir: context.dataDir,
        embeddings: null,
        log: { info: () => {}, warn: () => {} },
        onProgress,
      }),
    (made) => context.texts.index.done(made.guides('zh').length, made.guides('en').length),
  );
