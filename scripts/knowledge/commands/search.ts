import { citizenSaid } from '#server/knowledge/index.ts';
import { type Command, choiceOption, textOption, UsageError } from '../command.ts';
import { openKnowledge } from '../open.ts';

/** Characters of a hit that are shown. */
const SNIPPET = 120;
const MOST_HITS = 50;

function limitOption(text: string | undefined): number {
  if (text === undefined) return 5;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_HITS)
    throw new UsageError(`--limit ${text}: 1–${MOST_HITS}`);
  return limit;
}

const snippet = (text: string) => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SNIPPET ? `${line.slice(0, SNIPPET)}…` : line;
};

/** `search TEXT`: what the hall would find, best first; good when something fits. */
export const search: Command = {
  options: {
    lang: { type: 'string' },
    history: { type: 'string', multiple: true },
    limit: { type: 'string' },
  },
  async run(context, args) {
    const { texts: t } = context;
    const [text, ...more] = args.positionals;
    if (text === undefined || text.trim() === '' || more.length > 0) throw new UsageError(t.search.oneText);
    const limit = limitOption(textOption(args, 'limit'));
    const lang = choiceOption(args, 'lang', ['zh', 'en']) ?? (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');
    const { history: given } = args.values;
    const history = Array.isArray(given) ? given.map(String) : [];
    const knowledge = await openKnowledge(context);
    try {
      const began = performance.now();
      const { hits, guides, fits, elsewhere } = await knowledge.search({
        text,
        lang,
        limit,
        history: citizenSaid(history),
      });
      const tookMs = performance.now() - began;
      const lines = hits.flatMap(({ guide, title, section, score, text: found }, index) => {
        const name = knowledge.guide(guide, lang)?.name ?? guide;
        return [
          `${index + 1}. ${score.toFixed(2)}  ${name} › ${title}  (${guide}#${section})`,
          `   ${snippet(found)}`,
        ];
      });
      return {
        ok: fits,
        json: { fits, tookMs, guides, hits, elsewhere: elsewhere ?? null },
        lines: fits ? lines : [elsewhere ? t.search.elsewhere(elsewhere) : t.search.nothingFits],
      };
    } finally {
      await knowledge.close();
    }
  },
};
