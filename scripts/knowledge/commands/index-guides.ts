import { type Command, located } from '../command.ts';
import { openKnowledge } from '../open.ts';

/**
 * `index`: builds the index, or opens it where it is whole, and says how long that took.
 */
export const indexGuides: Command = {
  options: {},
  async run(context) {
    const began = performance.now();
    const knowledge = await openKnowledge(context);
    const tookMs = performance.now() - began;
    const problems = knowledge.problems();
    const guides = { zh: knowledge.guides('zh').length, en: knowledge.guides('en').length };
    await knowledge.close();
    return { ok: problems.length === 0, json: { guides, tookMs, problems }, lines: problems.map(located) };
  },
};
