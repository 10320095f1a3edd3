import type { Locale } from '#protocol/index.ts';
import { type Aspect, FIELD_ANCHORS, type Glossary, type Guide, isStated } from '#server/knowledge/index.ts';
import type { NumberedSection } from '../types.ts';
import { sentencesOf } from '../write/segmenter.ts';
import type { ToolArtifact } from '../write/tools/index.ts';
import { breaths } from './breaths.ts';
import { relevanceToAll } from './circumstances.ts';
import { findPassage } from './passages.ts';
import { relevanceTo } from './relevance.ts';
import { type Line, WRITERS, type WriterContext } from './writers.ts';

export type { Line } from './writers.ts';

/** A spoken answer is two to four sentences; the rest is in the card and the source. */
const MAX_SENTENCES = 4;
/** …and when it was asked for in fewer words. */
const MAX_BRIEF = 2;
const MAX_ASPECTS = 3;
/** Sentences for each when several things are asked at once. */
const shareOf = (parts: number) => (parts === 1 ? MAX_SENTENCES : parts === 2 ? 2 : 1);
/** Asked for beside something that a passage answers, they get their own sentences: "双胞胎怎么办，要带什么？" */
const ANSWERS_BESIDE: readonly Aspect[] = ['materials', 'fees', 'locations', 'contacts'];

export interface ComposeInput {
  locale: Locale;
  aspects: readonly Aspect[];
  question: string;
  /** What the citizen has told of themselves before, in their words. */
  about: readonly string[];
  guide: Guide;
  glossary: Glossary;
  /** Section of the guide's body that the search puts first. */
  likely?: string | undefined;
}

/** Sections to read before writing about these aspects. */
export function sectionsNeeded(aspects: readonly Aspect[]): string[] {
  const asked: readonly Aspect[] =
    aspects.length === 0 ? ['overview', 'steps'] : aspects.slice(0, MAX_ASPECTS);
  return [...new Set(asked.flatMap((aspect) => WRITERS[aspect].reads))];
}

/** The section of a guide's body that the search puts first, if it found one. */
export const likelyAmong = (guide: string, hits: readonly { guide: string; section: string }[]) =>
  hits.find((hit) => hit.guide === guide && !FIELD_ANCHORS.has(hit.section))?.section;

/**
 * The section that holds what answers best in the guide's own words, if one does; to be read before writing.
 * @param likely as `likelyAmong` tells it.
 */
export function passageSection(
  question: string,
  guide: Guide,
  aspects: readonly Aspect[],
  glossary: Glossary,
  likely?: string,
): string | undefined {
  const relevance = relevanceTo(question, guide, glossary);
  return answerOf({ guide, aspects, relevance, likely }, question).passage?.anchor;
}

/** Asks what has to be paid. */
const CHARGE: Readonly<Record<Locale, RegExp>> = {
  zh: /费|贵|便宜|(?:要|得|花|交|收|付|掏|缴|扣)[^,，。]{0,4}钱|[交缴付]多少/,
  en: /\b(?:fees?|costs?|charged?|charges|free|pay|price|expensive|cheap)\b/i,
};
/** Heads what the citizen gets, or the rent. */
const SUM: Readonly<Record<Locale, RegExp>> = {
  zh: /多少钱|[领借提][^，,]{0,2}多少|租金怎么算/,
  en: /^how much(?:,| (?:is|do|for)\b)/i,
};

/** "How much?" of a matter that costs nothing means what one gets: the section of the guide that tells it. */
function sumOf(question: string, guide: Guide, aspects: readonly Aspect[]) {
  if (aspects[0] !== 'fees' || guide.fees.length > 0 || !isStated(guide, 'fees')) return undefined;
  if (CHARGE[guide.lang].test(question)) return undefined;
  const section = guide.sections.find(
    ({ anchor, title }) => !FIELD_ANCHORS.has(anchor) && SUM[guide.lang].test(title),
  );
  return section && { anchor: section.anchor, sentences: sentencesOf(section.text) };
}

/** The passage that answers; the sum itself comes before what else its section says of it. */
function answerOf(wanted: Parameters<typeof findPassage>[0], question: string) {
  const found = findPassage(wanted);
  const sum = sumOf(question, wanted.guide, wanted.aspects);
  return { passage: found && found.anchor !== sum?.anchor ? found : sum, sum };
}

/** What may be said: the passage that answers, if one does, and what the fields say to each thing that is asked for. */
interface Parts {
  passage: Line[];
  fields: Line[][];
}

function partsOf(input: ComposeInput): Parts {
  const { aspects, guide, question, about, locale, glossary, likely } = input;
  const relevance = relevanceTo(question, guide, glossary);
  const circumstances = about.length === 0 ? relevance : relevanceToAll(relevance, about, guide, glossary);
  const context: WriterContext = { guide, locale, relevance, circumstances };
  const { passage, sum } = answerOf({ guide, aspects, relevance, likely }, question);
  const asked: readonly Aspect[] = aspects.length === 0 ? ['overview'] : aspects.slice(0, MAX_ASPECTS);
  // A condition told without a question ("my card is lost") asks how it is done.
  const told = passage?.anchor === 'conditions' && aspects.length === 0;
  const beside = told
    ? (['steps'] as const)
    : asked.filter((aspect) => ANSWERS_BESIDE.includes(aspect) && !(sum && aspect === 'fees'));
  return {
    passage: passage?.sentences.map((text) => ({ text, anchor: passage.anchor })) ?? [],
    fields: (passage ? beside : asked).map((aspect) => WRITERS[aspect].write(context)),
  };
}

const spoken = (lines: readonly Line[], locale: Locale): Line[] =>
  lines
    .flatMap(({ text, anchor }) => breaths(text, locale).map((each) => ({ text: each, anchor })))
    .filter(({ text }, i, all) => all.findIndex((line) => line.text === text) === i);

/** Everything that the guide's fields and passages say to a question, not cut to what can be listened to. */
export function allLines(input: ComposeInput): Line[] {
  const { passage, fields } = partsOf(input);
  return spoken([...passage, ...fields.flat()], input.locale);
}

/**
 * Sentences with citations, one a line. Empty when the sections were not read.
 * @param sections those of the guide that can be cited.
 */
export function compose(
  input: ComposeInput,
  sections: readonly NumberedSection[],
  { brief }: { brief: boolean },
): string {
  const { guide, locale } = input;
  const numbers = new Map(
    sections.filter((section) => section.guide === guide.id).map(({ section, n }) => [section, n]),
  );
  const { passage, fields } = partsOf(input);
  const share = shareOf(fields.length + (passage.length > 0 ? 1 : 0));
  // A passage leaves room for one sentence of what is asked besides.
  const cut = [...passage.slice(0, MAX_SENTENCES - 1), ...fields.flatMap((lines) => lines.slice(0, share))];
  return spoken(cut, locale)
    .flatMap(({ text, anchor }) => {
      const n = numbers.get(anchor);
      return n === undefined ? [] : [`${text}[${n}]`];
    })
    .slice(0, brief ? MAX_BRIEF : MAX_SENTENCES)
    .join('\n');
}

/** The cases of a citizen, newest first, in the words of their own sections. Empty without a proved case. */
export function composeCase({ sections }: Extract<ToolArtifact, { kind: 'case' }>): string {
  const [first] = sections;
  if (!first) return '';
  return sentencesOf(first.text)
    .map((text) => `${text}[${first.n}]`)
    .join('\n');
}
