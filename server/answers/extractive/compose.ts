import type { Locale } from '#protocol/index.ts';
import type { Aspect, Glossary, Guide } from '#server/knowledge/index.ts';
import type { NumberedSection } from '../types.ts';
import { sentencesOf } from '../write/segmenter.ts';
import type { ToolArtifact } from '../write/tools/index.ts';
import { breaths } from './breaths.ts';
import { findPassage } from './passages.ts';
import { relevanceTo } from './relevance.ts';
import { WRITERS, type WriterContext } from './writers.ts';

/** A spoken answer is two to four sentences; the rest is in the card and the source. */
const MAX_SENTENCES = 4;
const MAX_ASPECTS = 3;
/** Sentences for each when several things are asked at once. */
const shareOf = (parts: number) => (parts === 1 ? MAX_SENTENCES : parts === 2 ? 2 : 1);
/** Asked for beside something that a passage answers, they get their own sentences: "双胞胎怎么办，要带什么？" */
const ANSWERS_BESIDE: readonly Aspect[] = ['materials', 'fees', 'locations', 'contacts'];
export interface ComposeInput {
  locale: Locale;
  aspects: readonly Aspect[];
  question: string;
  guide: Guide;
  /** Sections of the guide that can be cited. */
  sections: readonly NumberedSection[];
  glossary: Glossary;
}

/** Sections to read before writing about these aspects. */
export function sectionsNeeded(aspects: readonly Aspect[]): string[] {
  const asked: readonly Aspect[] =
    aspects.length === 0 ? ['overview', 'steps'] : aspects.slice(0, MAX_ASPECTS);
  return [...new Set(asked.flatMap((aspect) => WRITERS[aspect].reads))];
}

/** The section that holds what answers best in the guide's own words, if one does; to be read before writing. */
export function passageSection(
  question: string,
  guide: Guide,
  aspects: readonly Aspect[],
  glossary: Glossary,
): string | undefined {
  return findPassage({ guide, aspects, relevance: relevanceTo(question, guide, glossary) })?.anchor;
}

/** Sentences with citations, one a line. Empty when the sections were not read. */
export function compose({ aspects, guide, sections, question, locale, glossary }: ComposeInput): string {
  const numbers = new Map(
    sections.filter((section) => section.guide === guide.id).map(({ section, n }) => [section, n]),
  );
  const relevance = relevanceTo(question, guide, glossary);
  const context: WriterContext = { guide, locale, relevance };
  const passage = findPassage({ guide, aspects, relevance });
  const asked: readonly Aspect[] = aspects.length === 0 ? ['overview'] : aspects.slice(0, MAX_ASPECTS);
  // A condition told without a question ("my card is lost") asks how it is done.
  const told = passage?.anchor === 'conditions' && aspects.length === 0;
  const beside = told ? (['steps'] as const) : asked.filter((aspect) => ANSWERS_BESIDE.includes(aspect));
  const written = (passage ? beside : asked).map((aspect) => WRITERS[aspect].write(context));
  const own = passage?.sentences.map((text) => ({ text, anchor: passage.anchor })) ?? [];
  const parts = passage ? [own, ...written] : written;
  const said = new Set<string>();
  return parts
    .flatMap((each) => each.slice(0, passage && each === own ? MAX_SENTENCES - 1 : shareOf(parts.length)))
    .flatMap(({ text, anchor }) => breaths(text, locale).map((each) => ({ text: each, anchor })))
    .flatMap(({ text, anchor }) => {
      const n = numbers.get(anchor);
      if (n === undefined || said.has(text)) return [];
      said.add(text);
      return [`${text}[${n}]`];
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
