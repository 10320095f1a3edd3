import type { Locale } from '#protocol/index.ts';
import { check, isCourtesy, vocabularyOf } from '../index.ts';
import type { Collected } from '../vocabulary.ts';
import type { PairGroup } from './load.ts';

export interface CheckFigures {
  fair: number;
  stopped: number;
  altered: number;
  caught: number;
  /** By what was altered. */
  kinds: Record<string, { altered: number; caught: number }>;
  /** Fair sentences that were stopped and altered ones that were not, for whoever tunes. */
  mistakes: string[];
  /** Milliseconds of one check, of sections read before. */
  timesMs: number[];
}

/** The guides with the sections of the test set as they were, so that a changed guide changes no figure. */
export function withPairs(knowledge: Collected, groups: readonly PairGroup[], locale: Locale): Collected {
  const frozen = groups.map(({ section, title, text }) => {
    const [name = '', heading = ''] = title.split(' · ');
    const sections = [{ anchor: section.replace(/^.*\//, ''), title: heading, text }];
    return { name, lang: locale, locations: [], sections };
  });
  return {
    guides: (lang) => [...knowledge.guides(lang), ...frozen],
    glossary: (lang) => knowledge.glossary(lang),
  };
}

/** Puts every sentence of one half of the test set before the check, twice; the second time is measured. */
export function measureCheck(
  all: readonly PairGroup[],
  half: PairGroup['half'],
  knowledge: Collected,
  locale: Locale,
): CheckFigures {
  const groups = all.filter((group) => group.half === half);
  const vocabulary = vocabularyOf(withPairs(knowledge, groups, locale), locale);
  const figures: CheckFigures = {
    fair: 0,
    stopped: 0,
    altered: 0,
    caught: 0,
    kinds: {},
    mistakes: [],
    timesMs: [],
  };
  const passes = (text: string, sections: ReadonlyMap<number, string>, cites: readonly number[]) => {
    check({ text, cites }, sections, vocabulary);
    const from = performance.now();
    const verdict = check({ text, cites }, sections, vocabulary);
    figures.timesMs.push(performance.now() - from);
    return verdict.ok;
  };
  for (const { section, text: cited, beside, exact, fair, courtesy, altered } of groups) {
    const sections = new Map(
      [cited, ...(beside === undefined ? [] : [beside])].map((text, i) => [i + 1, text]),
    );
    const all = [...sections.keys()];
    for (const sentence of [...exact, ...fair, ...courtesy]) {
      const free = courtesy.includes(sentence);
      figures.fair += 1;
      if (free ? isCourtesy(sentence) : passes(sentence, sections, all)) continue;
      figures.stopped += 1;
      figures.mistakes.push(`${section} stopped: ${sentence}`);
    }
    for (const [kind, sentences] of Object.entries(altered)) {
      const count = figures.kinds[kind] ?? { altered: 0, caught: 0 };
      figures.kinds[kind] = count;
      for (const sentence of sentences) {
        const cites = kind === 'uncited' ? [] : all;
        const caught = !passes(sentence, sections, cites) && !(kind === 'uncited' && isCourtesy(sentence));
        figures.altered += 1;
        count.altered += 1;
        if (caught) {
          figures.caught += 1;
          count.caught += 1;
        } else figures.mistakes.push(`${section} released (${kind}): ${sentence}`);
      }
    }
  }
  return figures;
}
