import type { Locale } from '#protocol/index.ts';
import type { Aspect, Guide } from '#server/knowledge/index.ts';
import { overlap } from '../sources.ts';
import type { NumberedSection } from '../types.ts';
import { sentencesOf } from '../write/segmenter.ts';
import type { ToolArtifact } from '../write/tools.ts';
import { FIELD_ANCHORS, type Line, WRITERS, type WriterContext } from './writers.ts';

/** A spoken answer is two to four sentences; the rest is in the card and the source. */
const MAX_SENTENCES = 4;
/** Of a section that is quoted. */
const MAX_QUOTED = 3;
/** When two things are asked at once, each gets this many. */
const SHARED_SENTENCES = 2;
const MAX_ASPECTS = 2;

export interface ComposeInput {
  locale: Locale;
  aspects: readonly Aspect[];
  question: string;
  /** Sections found, best first. */
  hits: readonly NumberedSection[];
  guide: Guide;
  /** Sections read. */
  sections: readonly NumberedSection[];
}

/** Sections to read before writing about these aspects. */
export function sectionsNeeded(aspects: readonly Aspect[]): string[] {
  const asked = aspects.length === 0 ? (['overview'] as const) : aspects.slice(0, MAX_ASPECTS);
  return [...new Set(asked.flatMap((aspect) => WRITERS[aspect].reads))];
}

const isBody = ({ section }: NumberedSection) => !FIELD_ANCHORS.has(section);

/** The sentences of a body section that say most about the question, in reading order. */
function quoted(section: NumberedSection, question: string): Line[] {
  const sentences = sentencesOf(section.text);
  if (sentences.length <= MAX_QUOTED) return sentences.map((text) => ({ text, anchor: section.section }));
  const scores = sentences.map((text, i) => overlap(question, text) - i * 0.01);
  const best = scores.indexOf(Math.max(...scores));
  // A run of neighbours keeps "Second, …" after "First, …".
  const from = Math.max(0, Math.min(best, sentences.length - MAX_QUOTED));
  return sentences.slice(from, from + MAX_QUOTED).map((text) => ({ text, anchor: section.section }));
}

/**
 * Whether the best find is a section of the body that answers the question by itself ("双胞胎怎么填？"), and not
 * merely ranks high beside the field that was asked for.
 */
function ownSection({ hits, aspects, guide }: ComposeInput): NumberedSection | undefined {
  const best = hits.find((hit) => hit.guide === guide.id);
  if (!best || !isBody(best)) return undefined;
  const settledByField: readonly Aspect[] = ['fees', 'time_limit', 'locations', 'contacts', 'legal_basis'];
  return aspects.some((aspect) => settledByField.includes(aspect)) ? undefined : best;
}

/** Sentences with citations, one a line. Empty when the sections were not read. */
export function compose(input: ComposeInput): string {
  const { aspects, guide, hits, sections, question, locale } = input;
  const numbers = new Map(
    [...hits, ...sections]
      .filter((section) => section.guide === guide.id)
      .map(({ section, n }) => [section, n]),
  );
  const context: WriterContext = { guide, locale, question };
  const own = ownSection(input);
  const asked: readonly Aspect[] = aspects.length === 0 ? ['overview'] : aspects.slice(0, MAX_ASPECTS);
  const written = asked.map((aspect) => WRITERS[aspect].write(context));
  const lines = own
    ? [
        ...quoted(own, question),
        ...(asked.includes('materials') ? (written[asked.indexOf('materials')] ?? []).slice(0, 1) : []),
      ]
    : written.length === 1
      ? written.flat()
      : written.flatMap((each) => each.slice(0, SHARED_SENTENCES));
  return lines
    .flatMap(({ text, anchor }) => {
      const n = numbers.get(anchor);
      return n === undefined ? [] : [`${text}[${n}]`];
    })
    .slice(0, MAX_SENTENCES)
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
