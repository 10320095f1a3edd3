import type { Locale } from '#protocol/index.ts';
import { readQuestion } from '../aspects.ts';
import { pairs, topicTerms, words } from '../tokens.ts';
import { termKey } from './hash.ts';
import { createPostingsBuilder, type Postings } from './postings.ts';
import { idfOf } from './terms.ts';

/** What is indexed: a guide, or a document of a test collection. */
export interface Entry {
  name: string;
  /** What people call it, its own name included; empty where nobody has said. */
  names: readonly string[];
  /** How people ask for it. */
  questions: readonly string[];
  sections: readonly { title: string; text: string }[];
}

/**
 * The lexical half of the index of some entries: typed arrays and nothing else. Sections are numbered through all
 * entries in reading order.
 */
export interface Lexical {
  /** Words of title and text, by section. */
  words: Postings;
  /** Neighbouring words of title and text, by section. */
  pairs: Postings;
  /** Words of names, questions and all sections, by entry. */
  entries: Postings;
  /** Topic terms of names and questions, by entry. */
  evidence: Postings;
  /** Topic terms of each single name and question; impact 1. */
  phrases: Postings;
  /** By phrase, its entry, and the sum of the idf of its terms. */
  phraseOwners: Uint32Array;
  phraseTotals: Float32Array;
  /** Words of each section in reading order, one section after another. */
  sequence: Uint32Array;
  /** By section, where it begins in `sequence`; one more than there are sections. */
  sequenceStarts: Uint32Array;
  /** By section, its entry. */
  entryOf: Uint32Array;
  /** By entry, its first section; one more than there are entries. */
  firstSections: Uint32Array;
}

/** BM25 (Robertson & Zaragoza 2009): saturation of repeated words and length normalisation, chosen on public sets. */
const K1 = 0.9;
const B = 0.85;
/** Field weights of an entry: name, names, questions, text. */
const ENTRY_FIELDS = [1, 1, 1, 1] as const;

interface Field {
  /** By document, the keys of its terms in reading order. */
  documents: readonly Uint32Array[];
  weight: number;
  b: number;
}

/** BM25F (Zaragoza et al. 2004): frequencies are weighted and length-normalised by field before they saturate. */
function bm25f(fields: readonly Field[], documents: number): Postings {
  const builder = createPostingsBuilder();
  const averages = fields.map((field) => {
    const total = field.documents.reduce((sum, terms) => sum + terms.length, 0);
    return Math.max(1, total / Math.max(1, documents));
  });
  for (let owner = 0; owner < documents; owner += 1) {
    const frequencies = new Map<number, number>();
    for (const [position, { documents: all, weight, b }] of fields.entries()) {
      const terms = all[owner] ?? new Uint32Array(0);
      const share = weight / (1 - b + (b * terms.length) / (averages[position] ?? 1));
      for (const key of terms) frequencies.set(key, (frequencies.get(key) ?? 0) + share);
    }
    for (const [key, frequency] of frequencies)
      builder.add(owner, key, (frequency * (K1 + 1)) / (frequency + K1));
  }
  return builder.build(documents);
}

function presence(documents: readonly (readonly number[])[]): Postings {
  const builder = createPostingsBuilder();
  for (const [owner, keys] of documents.entries())
    for (const key of new Set(keys)) builder.add(owner, key, 1);
  return builder.build(documents.length);
}

const keysOf = (terms: readonly string[]) => Uint32Array.from(terms, termKey);

function concatenated(parts: readonly Uint32Array[]) {
  const starts = new Uint32Array(parts.length + 1);
  for (const [i, part] of parts.entries()) starts[i + 1] = (starts[i] ?? 0) + part.length;
  const all = new Uint32Array(starts[parts.length] ?? 0);
  for (const [i, part] of parts.entries()) all.set(part, starts[i]);
  return { all, starts };
}

/**
 * Builds the lexical index of `entries`. Long work: call it in a worker where requests are being served.
 * @param beside what the entries are indexed beside: too few alone to tell which terms are rare.
 */
export function buildLexical(
  entries: readonly Entry[],
  lang: Locale,
  beside: readonly Lexical[] = [],
): Lexical {
  const wordKeys = (text: string) => keysOf(words(text, lang));
  const sections = entries.flatMap((entry) => entry.sections);
  const titles = sections.map(({ title }) => wordKeys(title));
  const texts = sections.map(({ text }) => wordKeys(text));
  const sequences = sections.map(
    (_, i) => concatenated([titles[i] ?? keysOf([]), texts[i] ?? keysOf([])]).all,
  );
  const firstSections = concatenated(entries.map((entry) => new Uint32Array(entry.sections.length))).starts;
  const entryOf = new Uint32Array(sections.length);
  for (let entry = 0; entry < entries.length; entry += 1)
    entryOf.fill(entry, firstSections[entry], firstSections[entry + 1]);

  const phrases: { owner: number; keys: number[] }[] = [];
  const evidence: number[][] = [];
  const bodies: Uint32Array[] = [];
  for (const [owner, { names, questions }] of entries.entries()) {
    const own: number[] = [];
    for (const phrase of [...names, ...questions]) {
      const keys = topicTerms(readQuestion(phrase, lang).topic, lang).map(termKey);
      phrases.push({ owner, keys });
      own.push(...topicTerms(phrase, lang).map(termKey));
    }
    evidence.push(own);
    const from = firstSections[owner] ?? 0;
    const to = firstSections[owner + 1] ?? 0;
    // A title that all sections share says no more for being repeated.
    const distinctTitles = new Set(titles.slice(from, to).flatMap((keys) => [...keys]));
    bodies.push(concatenated([Uint32Array.from(distinctTitles), ...texts.slice(from, to)]).all);
  }
  const entryFields = [
    entries.map(({ name }) => wordKeys(name)),
    entries.map(({ names }) => wordKeys(names.join('\n'))),
    entries.map(({ questions }) => wordKeys(questions.join('\n'))),
    bodies,
  ];
  const { all: sequence, starts: sequenceStarts } = concatenated(sequences);
  const evidencePostings = presence(evidence);
  const known = [evidencePostings, ...beside.map((each) => each.evidence)];
  const totalOf = (keys: readonly number[]) =>
    [...new Set(keys)].reduce((sum, key) => sum + idfOf(known, key), 0);
  return {
    words: bm25f([{ documents: sequences, weight: 1, b: B }], sections.length),
    pairs: bm25f(
      [
        {
          documents: sections.map(({ title, text }) => keysOf([...pairs(title, lang), ...pairs(text, lang)])),
          weight: 1,
          b: B,
        },
      ],
      sections.length,
    ),
    entries: bm25f(
      entryFields.map((documents, i) => ({ documents, weight: ENTRY_FIELDS[i] ?? 1, b: B })),
      entries.length,
    ),
    evidence: evidencePostings,
    phrases: presence(phrases.map(({ keys }) => keys)),
    phraseOwners: Uint32Array.from(phrases, ({ owner }) => owner),
    phraseTotals: Float32Array.from(phrases, ({ keys }) => totalOf(keys)),
    sequence,
    sequenceStarts,
    entryOf,
    firstSections,
  };
}
