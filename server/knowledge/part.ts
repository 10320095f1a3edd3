import type { Locale } from '#protocol/index.ts';
import { embedPassage, type FeatureCounts } from './embed/offline.ts';
import { createKeyCounter } from './lexical/key-counts.ts';
import { buildLexical, type Entry, type Lexical } from './lexical/lexical.ts';
import { learnSpelling, type Spelling } from './spelling.ts';
import { type Unit, unitsOf } from './units.ts';
import { createRowsBuilder, type Rows } from './vectors/rows.ts';

/** An entry with its name in the index, and the digest of all that is indexed of it. */
export interface IndexedEntry extends Entry {
  id: string;
  digest: string;
}

/** Some entries, indexed: typed arrays and plain values. Never changed once built. */
export interface TextPart {
  /** By entry. */
  ids: string[];
  digests: string[];
  lexical: Lexical;
  spelling: Spelling;
  features: FeatureCounts;
  units: {
    /** By unit, its entry and its section, numbered through all entries; −1 for what only leads to the entry. */
    entries: Uint32Array;
    sections: Int32Array;
    /** By section, its unit. */
    ofSection: Uint32Array;
  };
}

/**
 * Indexes some entries, with their offline vectors. Long work, done at one go: for a worker.
 * @param beside parts that the entries are indexed beside: too few alone to tell which terms are rare.
 * @param onProgress is told the share done, 0..1.
 */
export function buildPart(
  entries: readonly IndexedEntry[],
  lang: Locale,
  beside: readonly TextPart[],
  onProgress: (fraction: number) => void,
): { text: TextPart; offline: Rows } {
  const units = unitsOf(entries, lang);
  const counter = createKeyCounter();
  const rows = createRowsBuilder(units.length);
  for (const [done, { text }] of units.entries()) {
    rows.add(embedPassage(text, lang, counter));
    if (done % 512 === 0) onProgress(done / units.length / 2);
  }
  const lexical = buildLexical(
    entries,
    lang,
    beside.map((part) => part.lexical),
  );
  onProgress(0.9);
  const sectionOf = ({ entry, section }: Unit) =>
    section === null ? -1 : (lexical.firstSections[entry] ?? 0) + section;
  const sections = Int32Array.from(units, sectionOf);
  const ofSection = new Uint32Array(lexical.entryOf.length);
  for (const [unit, section] of sections.entries()) if (section >= 0) ofSection[section] = unit;
  const spelling = learnSpelling(
    {
      phrases: entries.flatMap(({ name, names, questions }) => [name, ...names, ...questions]),
      prose: entries.flatMap((entry) => entry.sections.map(({ text }) => text)),
    },
    lang,
  );
  onProgress(1);
  return {
    text: {
      ids: entries.map(({ id }) => id),
      digests: entries.map(({ digest }) => digest),
      lexical,
      spelling,
      features: { table: counter.table(), texts: units.length },
      units: { entries: Uint32Array.from(units, ({ entry }) => entry), sections, ofSection },
    },
    offline: rows.build(),
  };
}
