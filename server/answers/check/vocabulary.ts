import type { Locale } from '#protocol/index.ts';
import { FIELD_ANCHORS, type Glossary, type Guide } from '#server/knowledge/index.ts';
import { type Amounts, amountsOf } from './amounts.ts';
import { type SectionPieces, sectionPieces } from './features.ts';
import { type Figure, figuresOf } from './figures.ts';
import { CHECK_LEXICON } from './lexicon/index.ts';
import { hasName, type Name } from './names.ts';
import { type ClauseIndex, indexClauses } from './polarity.ts';
import { plainText } from './text.ts';

/** What sentences are checked against: a section, read once. */
export interface Evidence {
  /** Folded, in lower case, with the name of its guide. */
  text: string;
  figures: readonly Figure[];
  clauses: ClauseIndex;
  amounts: Amounts;
  /** Whether it has the name, in whatever words. */
  names(name: Name): boolean;
  /** Whether it is a passage of a guide, in running text, and not one of its lists. */
  isPassage: boolean;
  parts: SectionPieces;
  /** Ids of the things of the glossary that it speaks of. */
  things(): ReadonlySet<string>;
}

/** What of a guide its names are read from. */
type Named = Pick<Guide, 'name' | 'lang' | 'sections' | 'locations'>;

/** The guides in force and the glossary beside them, as `Knowledge` gives them. */
export interface Collected {
  guides(lang: Locale): readonly Named[];
  glossary(lang: Locale): Glossary;
}

/** The words of a collection of guides in one language. */
export interface Vocabulary {
  locale: Locale;
  /** Places and names of guides that are known for names by no form of theirs, in a sentence. */
  known(sentence: string): Name[];
  evidence(section: string): Evidence;
  /** How much a word tells: the rarer in the guides, the more; about 0..1. */
  weight(token: string): number;
  /** Whether some guide has the word. */
  isWord(token: string): boolean;
  /** The things of the glossary that a sentence speaks of, and the rest of its words. */
  read(sentence: string): { things: readonly string[]; rest: string };
  /** Whether the names of all guides are known: a large collection is read over several answers. */
  isWhole(): boolean;
}

/** Sections are checked against again and again. Bounded, oldest out first: 2,000 sections are some 20 MB. */
const KEPT_SECTIONS = 2000;
const KEPT_FORMS = 5000;
/** Guides read at a time: some 5 ms. A larger collection is read over several answers. */
const GUIDES_AT_ONCE = 100;

function remember<K, V>(kept: Map<K, V>, limit: number, key: K, value: V): V {
  const oldest = kept.keys().next();
  if (kept.size >= limit && !oldest.done) kept.delete(oldest.value);
  kept.set(key, value);
  return value;
}

/** Weight of a word that no guide has: another word for one of theirs, mostly. */
const UNKNOWN_WEIGHT = 0.5;

const PLACE = /[\p{Script=Han}]{2}(?:区|镇|县|路|街|大道)/gu;
const NO_PLACE = /[地小社园校片厢学城市本各全该]区|[本各全该外]县|[道马公铁走出网]路/u;
const EN_PLACE = /\p{Lu}[\p{L}]+ (?:District|Road|Street|Avenue|County|Town)/gu;

/** Names of a guide that have no form of their own: streets and districts. */
function placesOf({ locations, lang }: Named): string[] {
  const text = locations.map(({ name, address }) => `${name} ${address}`).join(' ');
  const places = text.replaceAll(/海澄市|Haicheng/g, ' ').match(lang === 'zh' ? PLACE : EN_PLACE) ?? [];
  return places.filter((place) => !NO_PLACE.test(place)).map((place) => place.toLowerCase());
}

interface Collection {
  guides: readonly Named[];
  glossary: Glossary;
  vocabulary: Vocabulary;
  read(): void;
}

function collect(guides: readonly Named[], glossary: Glossary, locale: Locale): Collection {
  const lexicon = CHECK_LEXICON[locale];
  const places = new Set<string>();
  const titles = new Map<string, { guide: string; title: string; isPassage: boolean }>();
  const kept = new Map<string, Evidence>();
  const otherWords = new Map<string, { forms: readonly string[]; said: readonly string[] }>();
  const frequency = new Map<string, number>();
  let sections = 0;
  let next = 0;

  const formsOf = (words: string) =>
    otherWords.get(words) ??
    remember(otherWords, KEPT_FORMS, words, {
      forms: glossary.expand(words).map(({ term }) => term),
      said: glossary.read(words).rest.trim() === '' ? glossary.read(words).said : [],
    });

  function evidenceOf(section: string): Evidence {
    const { guide = '', title = '', isPassage = false } = titles.get(section) ?? {};
    const text = plainText(`${guide}\n${section}`).toLowerCase();
    const clauses = indexClauses(section, title, lexicon);
    let said: ReadonlySet<string> | undefined;
    const known = new Map<string, boolean>();
    const things = () => {
      said ??= new Set(glossary.read(`${title}\n${text}`).said);
      return said;
    };
    const inOtherWords = (name: Name) => {
      const other = formsOf(name.words);
      return other.forms.some((form) => text.includes(form)) || other.said.some((id) => things().has(id));
    };
    return {
      text,
      figures: figuresOf(section),
      clauses,
      amounts: amountsOf(section, lexicon),
      isPassage,
      parts: sectionPieces(section, `${guide}. ${title}`, lexicon, locale),
      things,
      names(name) {
        const before = known.get(name.words);
        if (before !== undefined) return before;
        return remember(known, KEPT_FORMS, name.words, hasName(name, text, locale) || inOtherWords(name));
      },
    };
  }

  return {
    guides,
    glossary,
    vocabulary: {
      locale,
      known(sentence) {
        const text = sentence.toLowerCase();
        return [...places]
          .filter((place) => text.includes(place))
          .map((words) => ({ kind: 'place', words, head: words }));
      },
      evidence: (section) => kept.get(section) ?? remember(kept, KEPT_SECTIONS, section, evidenceOf(section)),
      weight(token) {
        const df = frequency.get(token) ?? 0;
        const rarity = Math.log((sections + 2) / (df + 1)) / Math.log(sections + 2);
        return df === 0 ? UNKNOWN_WEIGHT : locale === 'zh' && token.length === 1 ? 0.4 * rarity : rarity;
      },
      isWord: (token) => frequency.has(token),
      read(sentence) {
        const { said, rest } = glossary.read(sentence);
        return { things: said, rest };
      },
      isWhole: () => next >= guides.length,
    },
    read() {
      for (const guide of guides.slice(next, next + GUIDES_AT_ONCE)) {
        for (const place of placesOf(guide)) places.add(place);
        for (const { text, title, anchor } of guide.sections) {
          const isPassage = !FIELD_ANCHORS.has(anchor);
          titles.set(text, { guide: guide.name, title, isPassage });
          sections += 1;
          for (const token of new Set(lexicon.tokens(`${title} ${text}`.toLowerCase())))
            frequency.set(token, (frequency.get(token) ?? 0) + 1);
        }
      }
      next = Math.min(guides.length, next + GUIDES_AT_ONCE);
    },
  };
}

const collections = new WeakMap<object, Map<Locale, Collection>>();
const same = (a: readonly Named[], b: readonly Named[]) =>
  a.length === b.length && a.every((guide, i) => guide === b[i]);

/**
 * The words of the guides in force, read once for each state of the collection. Asking again costs a comparison of the
 * guides' identities.
 */
export function vocabularyOf(knowledge: Collected, locale: Locale): Vocabulary {
  const guides = knowledge.guides(locale);
  const glossary = knowledge.glossary(locale);
  const ofKnowledge = collections.get(knowledge) ?? new Map<Locale, Collection>();
  collections.set(knowledge, ofKnowledge);
  let collection = ofKnowledge.get(locale);
  if (!collection || collection.glossary !== glossary || !same(collection.guides, guides)) {
    collection = collect(guides, glossary, locale);
    ofKnowledge.set(locale, collection);
  }
  collection.read();
  return collection.vocabulary;
}
