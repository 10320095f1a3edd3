import { stemmer } from 'stemmer';
import type { GuideReply, Locale } from '#protocol/index.ts';
import { figureKeys } from './facts.ts';
import type { GuideTexts, Heard, Sentence } from './hall.ts';

/*
 * Whether what was cited carries what was said, judged apart from the hall's own check (only figures are read by the
 * same reader). Three signs, all wanted: figures by value, shared content words, and agreement of negations and duties.
 * It sees a wrong figure, a wrong section and a lost or invented "not" or "must"; it does not see a wrong name among many
 * right words, nor whether a fair paraphrase in quite other words is carried, which it counts as wrong.
 */

/** A cited section with the words that stand around it on the page. */
export interface Evidence {
  title: string;
  text: string;
}

export interface Truth {
  /** Figures in cited sentences, and how many of them stand in a section cited there. */
  figures: number;
  figuresTrue: number;
  /** Pairs of sentence and citation, and how many of them the section carries. */
  citations: number;
  citationsRight: number;
  /** Sentences that state a fact of a guide, and how many of them cite one. */
  factual: number;
  factualCited: number;
  /** What is wrong, in words, for the list of misses. */
  faults: readonly string[];
}

/** Share of a sentence's content words that its cited sections must hold together. */
const MIN_SHARED = 0.5;
/** Share that each of several cited sections must add. */
const MIN_EACH = 0.15;
/** Shared words from which a sentence of a section speaks of the same as the sentence said. */
const SAME_MATTER = 0.35;
/** Share of a section's sentence that must be said again before its "not" must be said as well. */
const SAID_AGAIN = 0.85;
/** Share of words in common with a guide from which an uncited sentence counts as stating a fact of it. */
const STATES_FACT = 0.7;
const MIN_FACT_WORDS = 4;

const STOP_EN = new Set(
  'a an and are as at be been but by can do does for from had has have her his how if in into is it its of on one or our out she so than that the their them then there these they this to too up was we were what when where which who will with would you your please here'.split(
    ' ',
  ),
);
const STOP_ZH = /[的了和是在有就也都您我你请把被与及或等这那并再到给让向从为以]/g;

/** Content words: stems in English, pairs of neighbouring characters in Chinese. Figures are left to their own check. */
export function contentWords(text: string, lang: Locale): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  if (lang === 'en')
    return new Set(
      (plain.match(/[a-z]+(?:'[a-z]+)?/g) ?? [])
        .filter((word) => word.length > 2 && !STOP_EN.has(word))
        .map((word) => stemmer(word)),
    );
  const runs = plain.replace(STOP_ZH, ' ').match(/\p{Script=Han}{2,}/gu) ?? [];
  return new Set(
    runs.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))),
  );
}

const share = (words: ReadonlySet<string>, among: ReadonlySet<string>) =>
  words.size === 0 ? 1 : [...words].filter((word) => among.has(word)).length / words.size;

const NEGATION: Readonly<Record<Locale, RegExp>> = {
  zh: /不|没|无|免|未|非(?!常)|别(?!的|人)/,
  en: /\b(?:not|no|never|none|neither|nor|cannot|without|free|nothing|nobody)\b|n't\b/i,
};
const DUTY: Readonly<Record<Locale, RegExp>> = {
  zh: /必须|应当|不得|务必/,
  en: /\b(?:must|shall|has to|have to|required?)\b/i,
};

const sentencesOf = (text: string) =>
  text.split(/(?<=[。！？\n])|(?<=[.!?])\s+/).filter((each) => each.trim() !== '');
const clausesOf = (text: string) => text.split(/[，；;,。.]\s*/).filter((each) => each.trim() !== '');
/** "Never more than" is a bound, which sections write as "at most": no negation. */
const BOUND = /\b(?:never|not?|no)\b(?: \w+)? (?:more|longer|later) than|不超过|不少于|不满|不到/gi;

/** What a sentence says of "not" and "must" that its sections do not, or leaves out of what it repeats; null when nothing. */
export function contradiction(sentence: string, sections: readonly Evidence[], lang: Locale): string | null {
  const parts = sections.flatMap(({ title, text }) => [title, ...sentencesOf(text)]);
  const near = (text: string) => {
    const words = contentWords(text, lang);
    const close = parts.filter((part) => share(words, contentWords(part, lang)) >= SAME_MATTER);
    return close.length > 0 ? close : parts;
  };
  for (const [name, pattern] of [
    ['negation', NEGATION[lang]],
    ['duty', DUTY[lang]],
  ] as const) {
    const said = clausesOf(sentence.replace(BOUND, ' ')).filter((clause) => pattern.test(clause));
    if (said.some((clause) => !near(clause).some((part) => pattern.test(part))))
      return `${name} not in the section`;
  }
  const words = contentWords(sentence, lang);
  const repeated = parts.filter((part) => {
    const own = contentWords(part, lang);
    return own.size >= MIN_FACT_WORDS && share(own, words) >= SAID_AGAIN;
  });
  const denied =
    repeated.length > 0 && repeated.every((part) => NEGATION[lang].test(part.replace(BOUND, ' ')));
  return denied && !NEGATION[lang].test(sentence) ? 'negation of the section left out' : null;
}

/** For each cited section, whether it carries its part of the sentence; the reason where it does not. */
export function carried(
  { text, lang }: Pick<Sentence, 'text' | 'lang'>,
  sections: readonly Evidence[],
): { right: boolean; reason: string | null }[] {
  const words = contentWords(text, lang);
  const held = sections.map(({ title, text: body }) => contentWords(`${title}\n${body}`, lang));
  const all = new Set(held.flatMap((each) => [...each]));
  const there = new Set(sections.flatMap(({ title, text: body }) => [...figureKeys(`${title}\n${body}`)]));
  const lost = [...figureKeys(text)].filter((key) => !there.has(key));
  const shared = share(words, all);
  const reason =
    lost.length > 0
      ? `figure ${lost.join(', ')}`
      : shared < MIN_SHARED
        ? `shares ${Math.round(shared * 100)} % of its words`
        : contradiction(text, sections, lang);
  return held.map((each) => {
    if (reason !== null) return { right: false, reason };
    const adds = sections.length === 1 || share(words, each) >= MIN_EACH;
    return { right: adds, reason: adds ? null : 'adds nothing' };
  });
}

const evidenceOf = (guide: GuideReply, anchor: string): Evidence | undefined => {
  const section = guide.sections.find((each) => each.anchor === anchor);
  return section && { title: `${guide.name} ${section.title}`, text: section.text };
};

/** Whether a sentence without a source states what a guide says: it has a figure, or most of its words are a section's. */
export function statesFact(
  { text, lang }: Pick<Sentence, 'text' | 'lang'>,
  guides: readonly GuideReply[],
): boolean {
  if (figureKeys(text).size > 0) return true;
  const words = contentWords(text, lang);
  if (words.size < MIN_FACT_WORDS) return false;
  return guides.some(({ sections }) =>
    sections.some((section) => share(words, contentWords(section.text, lang)) >= STATES_FACT),
  );
}

const EMPTY: Truth = {
  figures: 0,
  figuresTrue: 0,
  citations: 0,
  citationsRight: 0,
  factual: 0,
  factualCited: 0,
  faults: [],
};

/** Sums of several answers. */
export const together = (truths: readonly Truth[]): Truth =>
  truths.reduce(
    (sum, each) => ({
      figures: sum.figures + each.figures,
      figuresTrue: sum.figuresTrue + each.figuresTrue,
      citations: sum.citations + each.citations,
      citationsRight: sum.citationsRight + each.citationsRight,
      factual: sum.factual + each.factual,
      factualCited: sum.factualCited + each.factualCited,
      faults: [...sum.faults, ...each.faults],
    }),
    EMPTY,
  );

/** Judges every sentence of an answer against the guides as everybody can read them. */
export async function truthOf({ status, sentences, sources }: Heard, guideTexts: GuideTexts): Promise<Truth> {
  const answers = status === 'answered' || status === 'partial';
  const parts = sentences.map(async (sentence): Promise<Truth> => {
    const { text, lang, cites } = sentence;
    if (cites.length === 0) {
      if (!answers) return EMPTY;
      const ids = new Set(sources.map(({ guide }) => guide));
      const guides = await Promise.all([...ids].map((id) => guideTexts(id, lang)));
      return statesFact(sentence, guides) ? { ...EMPTY, factual: 1, faults: [`no source: ${text}`] } : EMPTY;
    }
    const evidence = await Promise.all(
      cites.map(async (n) => {
        const source = sources.find((each) => each.n === n);
        return source && evidenceOf(await guideTexts(source.guide, lang), source.section);
      }),
    );
    const sections = evidence.filter((each) => each !== undefined);
    const there = new Set(sections.flatMap(({ title, text: body }) => [...figureKeys(`${title}\n${body}`)]));
    const figures = [...figureKeys(text)];
    const verdicts = carried(sentence, sections);
    const wrong = verdicts.find(({ right }) => !right);
    const unknown = cites.length - sections.length;
    return {
      figures: figures.length,
      figuresTrue: figures.filter((key) => there.has(key)).length,
      citations: cites.length,
      citationsRight: verdicts.filter(({ right }) => right).length,
      factual: 1,
      factualCited: 1,
      faults: [
        ...(wrong ? [`not carried (${wrong.reason}): ${text}`] : []),
        ...(unknown > 0 ? [`cites ${unknown} sources that do not exist: ${text}`] : []),
      ],
    };
  });
  return together(await Promise.all(parts));
}
