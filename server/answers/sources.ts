import type { Locale, Source } from '#protocol/index.ts';
import { remembering } from './recent.ts';
import type { NumberedSection } from './types.ts';

/** Longest quote, in characters: what a citizen reads at a glance. */
const MAX_QUOTE_CHARS = 280;

function bigrams(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, i) => plain.slice(i, i + 2)));
}

function shareOf(own: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (own.size === 0) return 0;
  let shared = 0;
  for (const pair of own) if (others.has(pair)) shared += 1;
  return shared / own.size;
}

/** Share of the first text's letter pairs that the second has, 0..1. */
export const overlap = (text: string, other: string): number => shareOf(bigrams(text), bigrams(other));

/** Sections whose parts are kept: long ones are quoted again and again. */
const KEPT_SECTIONS = 500;

const partsOf = remembering(KEPT_SECTIONS, (section: string) => {
  const texts = section.match(/[^。！？\n]*?(?:[。！？\n]|[.!?](?=\s))+|[^。！？\n]+$/g) ?? [section];
  return texts.map((text) => ({ text, pairs: bigrams(text) }));
});

/** The passage of a section that is nearest to the sentence, word for word; the whole section when it is short. */
export function quoteFor(section: string, sentence: string): string {
  if (section.length <= MAX_QUOTE_CHARS) return section;
  const own = bigrams(sentence);
  const scores = partsOf(section).map(({ pairs }) => shareOf(own, pairs));
  const parts = partsOf(section).map(({ text }) => text);
  let from = scores.indexOf(Math.max(...scores));
  let to = from + 1;
  const length = () => parts.slice(from, to).join('').length;
  for (;;) {
    const before = length();
    if (to < parts.length && before + (parts[to]?.length ?? 0) <= MAX_QUOTE_CHARS) to += 1;
    if (from > 0 && length() + (parts[from - 1]?.length ?? 0) <= MAX_QUOTE_CHARS) from -= 1;
    if (length() === before) break;
  }
  return parts.slice(from, to).join('').trim();
}

export interface Sources {
  /** Numbers a section for the writer; the same section always has the same number. */
  add(section: Omit<NumberedSection, 'n'>): NumberedSection;
  /** Text of every section by its number, as `check` wants it. */
  texts(): ReadonlyMap<number, string>;
  /**
   * Numbers as the citizen sees them: 1, 2, 3 in the order of first citation.
   * @returns `fresh` are the sources this sentence is the first to cite; `personal` when one of those cited is.
   */
  cite(sentence: string, numbers: readonly number[]): { cites: number[]; fresh: Source[]; personal: boolean };
  /** All sources cited so far. */
  cited(): Source[];
  /** The whole text of each cited section by the source's `n`; those of a citizen's own case left out. */
  sections(): ReadonlyMap<number, { text: string; lang: Locale }>;
}

const sourceUrl = (guide: string, lang: Locale, section: string) =>
  `/guides/${guide}?lang=${lang}#${section}`;

export function createSources(): Sources {
  const sections: NumberedSection[] = [];
  const texts = new Map<number, string>();
  const shown = new Map<number, Source>();
  return {
    add(section) {
      const known = sections.find((s) => s.guide === section.guide && s.section === section.section);
      if (known) return known;
      const numbered = { ...section, n: sections.length + 1 };
      sections.push(numbered);
      texts.set(numbered.n, numbered.text);
      return numbered;
    },
    texts: () => texts,
    cite(sentence, numbers) {
      const fresh: Source[] = [];
      const cites = numbers.flatMap((n) => {
        const known = shown.get(n);
        if (known) return [known.n];
        const section = sections[n - 1];
        if (!section) return [];
        const source: Source = {
          n: shown.size + 1,
          guide: section.guide,
          version: section.version,
          section: section.section,
          title: section.title,
          quote: quoteFor(section.text, sentence),
          url: sourceUrl(section.guide, section.lang, section.section),
        };
        shown.set(n, source);
        fresh.push(source);
        return [source.n];
      });
      const personal = numbers.some((n) => sections[n - 1]?.personal);
      return { cites: [...new Set(cites)], fresh, personal };
    },
    cited: () => [...shown.values()],
    sections() {
      const cited = new Map<number, { text: string; lang: Locale }>();
      for (const [number, { n }] of shown) {
        const section = sections[number - 1];
        if (section && !section.personal) cited.set(n, { text: section.text, lang: section.lang });
      }
      return cited;
    },
  };
}
