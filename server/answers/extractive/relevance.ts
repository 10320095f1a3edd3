import type { Locale } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';

/** Words of questions that name no thing. */
const EN_STOP =
  /^(?:a|an|the|and|or|of|to|in|on|at|for|with|my|our|your|is|are|was|do|does|did|can|could|will|would|should|have|has|had|i|we|you|it|they|he|she|me|us|what|how|when|where|which|who|if|there|this|that|need|get|got|want|be|not|no|any|some|please|take|go|make|about|from|by|as|long|much|many|also|them|up|out|still|just|one|own|use|bring)$/;

/** What questions are made of, whatever they are about. */
const ZH_STOP =
  /请问|你好|您好|什么|怎么|怎样|如何|哪些|哪里|哪儿|多少|多久|需要|可以|能不能|可不可以|是不是|要不要|一下|办理|我们|咱们|自己|这个|那个|已经|还是|或者|应该/g;

/** Words that can be compared: pairs of Han characters, and English words without their endings. */
function terms(text: string, locale: Locale): Set<string> {
  if (locale === 'en') {
    const words = text.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
    const stems = words
      .filter((word) => !EN_STOP.test(word))
      .map((word) => word.replace(/(?:ies|es|s|ed|ing|al)$/, ''));
    return new Set(stems.filter((stem) => stem.length > 2));
  }
  const runs = text.replace(ZH_STOP, ' ').match(/\p{Script=Han}+/gu) ?? [];
  return new Set(
    runs.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))),
  );
}

export interface Relevance {
  /**
   * How much of what the question says beyond the guide's own name a text takes up, 0..1: terms that few sections of
   * the guide have weigh more.
   */
  of(text: string): number;
}

const rarities = new WeakMap<
  Guide,
  { weights: ReadonlyMap<string, number>; common: ReadonlySet<string>; rarest: number }
>();

/**
 * Rarity of every term in a guide: the logarithm of one over its share of the sections, aliases and questions. Words
 * that people always use for the matter itself ("上户口") are common there.
 */
function rarityOf(guide: Guide) {
  const known = rarities.get(guide);
  if (known) return known;
  const counts = new Map<string, number>();
  const texts = [
    ...guide.sections.map(({ title, text }) => `${title} ${text}`),
    ...guide.aliases,
    ...guide.questions,
  ];
  for (const text of texts) {
    for (const term of terms(text, guide.lang)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const all = texts.length;
  const weights = new Map([...counts].map(([term, count]) => [term, Math.log(all / count)]));
  const fresh = { weights, common: terms(guide.name, guide.lang), rarest: Math.log(all) };
  rarities.set(guide, fresh);
  return fresh;
}

/** Compares texts of a guide with one question. */
export function relevanceTo(question: string, guide: Guide): Relevance {
  const { weights, common, rarest } = rarityOf(guide);
  const asked = [...terms(question, guide.lang)].filter((term) => !common.has(term));
  // A term that the guide does not have at all says nothing about which part of it is meant.
  const known = asked.filter((term) => weights.has(term));
  const total = known.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
  return {
    of(text) {
      if (total === 0) return 0;
      const own = terms(text, guide.lang);
      const shared = known.reduce((sum, term) => sum + (own.has(term) ? (weights.get(term) ?? 0) : 0), 0);
      return shared / Math.max(total, rarest);
    },
  };
}
