import type { Locale } from '#protocol/index.ts';
import { type Aspect, FIELD_ANCHORS, type Guide } from '#server/knowledge/index.ts';
import type { NumberedSection } from '../types.ts';
import { sentencesOf } from '../write/segmenter.ts';
import type { ToolArtifact } from '../write/tools.ts';
import { type Relevance, relevanceTo } from './relevance.ts';
import { type Line, WRITERS, type WriterContext } from './writers.ts';

/** A spoken answer is two to four sentences; the rest is in the card and the source. */
const MAX_SENTENCES = 4;
/** Of a section that is quoted. */
const MAX_QUOTED = 3;
/** When two things are asked at once, each gets this many. */
const SHARED_SENTENCES = 2;
const MAX_ASPECTS = 2;
/** Relevance of a heading from which its section is the answer. */
const OWN_TITLE = 0.45;
/** Whoever asks for these wants to know what to bring. */
const BRINGS: readonly Aspect[] = ['materials', 'steps'];

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
function quoted(section: NumberedSection, relevance: Relevance): Line[] {
  const sentences = sentencesOf(section.text);
  const near = sentences.map((text) => relevance.of(text));
  const best = near.indexOf(Math.max(...near));
  // A run of neighbours keeps "Second, …" after "First, …"; the opening sentence mostly is the answer.
  const from = best < MAX_QUOTED ? 0 : Math.min(best, sentences.length - MAX_QUOTED);
  return sentences.slice(from, from + MAX_QUOTED).map((text) => ({ text, anchor: section.section }));
}

/** Fields that answer by themselves: a section of the body that mentions them says no more. */
const SETTLED_BY_FIELD: readonly Aspect[] = ['fees', 'time_limit', 'locations', 'contacts', 'legal_basis'];

/** The section of the body that is about just what is asked ("双胞胎怎么填？"), if there is one. */
function ownSection(
  { aspects, guide, hits, sections }: ComposeInput,
  relevance: Relevance,
): NumberedSection | undefined {
  if (aspects.some((aspect) => SETTLED_BY_FIELD.includes(aspect))) return undefined;
  const bodies = [...hits, ...sections].filter((section) => section.guide === guide.id && isBody(section));
  const near = bodies.map((section) => {
    const title = guide.sections.find(({ anchor }) => anchor === section.section)?.title ?? '';
    const byTitle = relevance.of(title);
    return { section, byTitle, worth: byTitle + relevance.of(section.text) / 2 };
  });
  near.sort((a, b) => b.worth - a.worth);
  const best = near[0];
  return best && best.byTitle >= OWN_TITLE ? best.section : undefined;
}

/** Sentences with citations, one a line. Empty when the sections were not read. */
export function compose(input: ComposeInput): string {
  const { aspects, guide, hits, sections, question, locale } = input;
  const numbers = new Map(
    [...hits, ...sections]
      .filter((section) => section.guide === guide.id)
      .map(({ section, n }) => [section, n]),
  );
  const relevance = relevanceTo(question, guide);
  const context: WriterContext = { guide, locale, relevance };
  const own = ownSection(input, relevance);
  const asked: readonly Aspect[] = aspects.length === 0 ? ['overview'] : aspects.slice(0, MAX_ASPECTS);
  const written = asked.map((aspect) => WRITERS[aspect].write(context));
  const lines = own
    ? [
        ...quoted(own, relevance),
        ...(asked.some((aspect) => BRINGS.includes(aspect))
          ? WRITERS.materials.write(context).slice(0, 1)
          : []),
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
