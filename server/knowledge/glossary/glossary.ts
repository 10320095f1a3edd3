import type { Locale } from '#protocol/index.ts';
import { normalize } from '../tokens.ts';
import { alternatives, spellings } from './forms.ts';
import type { GlossaryEntry } from './schema.ts';
import { createTrie } from './trie.ts';
import { positionsOf, unitsOf } from './units.ts';

/** Another form of something that a question says. */
export interface Expansion {
  term: string;
  /** 0..1: how surely the form is meant. */
  weight: number;
}

/** A text taken apart into the things that the glossary knows and the words that it does not. */
export interface Reading {
  /** Ids of the entries said, in the order of the text; one said twice is there once. */
  said: readonly string[];
  /** The text, normalised, with a blank in place of each form. */
  rest: string;
}

/** The words that people use for the things in the guides, in one language. Never changed once made. */
export interface Glossary {
  lang: Locale;
  /**
   * The other forms of what a question says, surest first: of each thing said its official term and its other words,
   * none that the question says already.
   */
  expand(text: string): readonly Expansion[];
  /** The same thing is the same id whatever it is called, so that texts can be compared by what they speak of. */
  read(text: string): Reading;
  /** Ids of the entries that are persons. */
  persons: ReadonlySet<string>;
  /** Of these, the family: mostly named in passing. */
  family: ReadonlySet<string>;
}

/**
 * Weights of expansions. The official term is what guides write. Other people's words for it occur in names and questions
 * of guides by chance. A wider word may mean something else altogether.
 */
const OFFICIAL = 1;
const ANOTHER_WORD = 0.5;
const WIDER = 0.5;

type Meaning = 'same' | 'wider' | 'not';

interface Form {
  entry: number;
  meaning: Meaning;
  /** As `expand` would offer it. */
  term: string;
}

interface Mention {
  form: Form;
  start: number;
  end: number;
}

function compile(entries: readonly GlossaryEntry[], lang: Locale) {
  const trie = createTrie<Form>();
  const offers: Expansion[][] = [];
  for (const [entry, { [lang]: names }] of entries.entries()) {
    if (!names) {
      offers.push([]);
      continue;
    }
    const add = (form: string, meaning: Meaning) => {
      const term = normalize(form);
      for (const units of spellings(unitsOf(term), lang)) trie.add(units, { entry, meaning, term });
    };
    const { term, words, wider, heard, except } = names;
    for (const form of [term, ...words]) add(form, 'same');
    for (const form of wider) add(form, 'wider');
    for (const pattern of heard) for (const form of alternatives(pattern) ?? []) add(form, 'same');
    for (const pattern of except) for (const form of alternatives(pattern) ?? []) add(form, 'not');
    offers.push([
      { term: normalize(term), weight: OFFICIAL },
      ...words.map((word) => ({ term: normalize(word), weight: ANOTHER_WORD })),
    ]);
  }
  return { trie, offers };
}

/**
 * Compiles the entries of one language.
 * @param entries checked, as `loadGlossary` gives them.
 */
export function createGlossary(entries: readonly GlossaryEntry[], lang: Locale): Glossary {
  const { trie, offers } = compile(entries, lang);

  /** From left to right, at each place the longest form; `heard` collects every form there is, within others too. */
  function mentionsIn(text: string, heard?: Set<string>): Mention[] {
    const units = positionsOf(text);
    const mentions: Mention[] = [];
    /** By entry, the unit before which its forms are not meant. */
    const notBefore = new Map<number, number>();
    let next = 0;
    for (let from = 0; from < units.length; from += 1) {
      const found: { form: Form; length: number }[] = [];
      trie.walk(units, from, (length, forms) => {
        for (const form of forms) {
          if (form.meaning === 'not') notBefore.set(form.entry, from + length);
          else found.push({ form, length });
        }
      });
      const meant = found.filter(({ form, length }) => from + length > (notBefore.get(form.entry) ?? 0));
      for (const { form } of meant) heard?.add(form.term);
      const longest = Math.max(0, ...meant.map(({ length }) => length));
      if (longest === 0 || from < next) continue;
      next = from + longest;
      const start = units[from]?.start ?? 0;
      const end = units[next - 1]?.end ?? start;
      for (const { form, length } of meant) if (length === longest) mentions.push({ form, start, end });
    }
    return mentions;
  }

  const idsOf = (person: (entry: GlossaryEntry) => boolean) =>
    new Set(entries.filter(person).map(({ id }) => id));

  return {
    lang,
    persons: idsOf(({ person }) => person !== undefined),
    family: idsOf(({ person }) => person === 'family'),

    expand(text) {
      const heard = new Set<string>();
      const weights = new Map<string, number>();
      for (const { form } of mentionsIn(normalize(text), heard)) {
        const certainty = form.meaning === 'wider' ? WIDER : 1;
        for (const { term, weight } of offers[form.entry] ?? [])
          weights.set(term, Math.max(weights.get(term) ?? 0, weight * certainty));
      }
      return [...weights]
        .filter(([term]) => !heard.has(term))
        .map(([term, weight]) => ({ term, weight }))
        .sort((a, b) => b.weight - a.weight);
    },

    read(text) {
      const normal = normalize(text);
      const mentions = mentionsIn(normal);
      const exact = new Set(mentions.filter(({ form }) => form.meaning === 'same').map(({ start }) => start));
      const said = new Set<string>();
      let rest = '';
      let from = 0;
      for (const { form, start, end } of mentions) {
        const id = entries[form.entry]?.id;
        // A word that names one thing exactly names no other by being wide.
        if (id !== undefined && (form.meaning === 'same' || !exact.has(start))) said.add(id);
        if (end <= from) continue;
        rest += `${normal.slice(from, start)} `;
        from = end;
      }
      return { said: [...said], rest: rest + normal.slice(from) };
    },
  };
}
