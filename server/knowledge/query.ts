import type { Locale } from '#protocol/index.ts';
import { readQuestion } from './aspects.ts';
import type { Glossary } from './glossary/index.ts';
import { termKey } from './lexical/hash.ts';
import { addTerms } from './lexical/terms.ts';
import type { Corrector } from './spelling.ts';
import { LEXICON } from './texts/lexicon.ts';
import { normalize, pairs, pairsWithinWords, topicalWords, topicTerms, words } from './tokens.ts';
import type { Aspect, Turn } from './types.ts';

/** Terms by {@link termKey}, with how much each counts before rarity. */
export type Bag = ReadonlyMap<number, number>;

/** What is looked for. */
export interface Query {
  /** Words and pairs of the question itself. */
  words: Bag;
  pairs: Bag;
  /** Words of the question in order. */
  sequence: readonly number[];
  /** Those of its words that carry a topic. */
  topical: ReadonlySet<number>;
  /** How much the dialogue so far says of what is meant now, 0..1. */
  leaning: number;
  /** Words of what the citizen said before, and of what she was answered; later turns count more. */
  citizen: Bag;
  hall: Bag;
  /** Neighbouring words of what the citizen said before. */
  citizenPairs: Bag;
  /** Terms that say which entry is meant, those carried over from earlier turns included. */
  topic: Bag;
  /** What else people call the things that the topic names. */
  otherwise: Bag;
  /** Topic texts to embed together: the question first, then earlier turns by weight. */
  texts: readonly { text: string; weight: number }[];
  /** What the citizen said before, latest first, to embed together. */
  before: readonly { text: string; weight: number }[];
  /** Clauses of a rambling question, each of which may be what it is about; empty for a plain one. */
  clauses: readonly string[];
  aspects: readonly Aspect[];
}

/** How strongly a question leans on the turns before it. */
export type Leaning = 'whole' | 'follow-up' | 'aside' | 'own-topic' | 'silent';

/**
 * Weight of the latest earlier turn in the topic. A question with no topic of its own ("那要多少钱？") takes over the
 * topic whole; one that names a topic keeps a trace of the former for tie-breaks only. Each turn further back counts
 * half of the one after it. A word that asks nothing ("yes", "thanks") takes over no topic, though what is looked at
 * stays where the dialogue was. Chosen on the golden set.
 */
const CARRY: Readonly<Record<Leaning, number>> = {
  whole: 1,
  'follow-up': 0.6,
  aside: 0.4,
  'own-topic': 0.15,
  silent: 0,
};
const LEANING: Readonly<Record<Leaning, number>> = {
  whole: 1,
  'follow-up': 1,
  aside: 1,
  'own-topic': 0.25,
  silent: 1,
};
const DECAY = 0.5;
/** Turns further back than this weigh next to nothing in the topic. */
const MAX_TURNS = 4;
/** What each turn further back counts in the wording of the dialogue, chosen on public sets. */
const DIALOGUE_DECAY = 0.7;
const MAX_DIALOGUE_TURNS = 12;

/** What a word without a topic ("need", "get") counts beside one that has one, in the question and in turns before it. */
const IDLE_WORD = 0.6;
const IDLE_WORD_BEFORE = 0.3;
/** What another word for a thing counts beside the word that was said. */
const OTHERWISE = 0.5;
/** What a pair within one Chinese word counts above a pair that bridges two. */
const WITHIN_WORD = 0.4;

/** Normalised text: full-width signs are half-width by now. */
const CLAUSE_END = /[,.;:!?。、\n]+/;
/** A clause of fewer terms says nothing by itself. */
const MIN_CLAUSE_TERMS = 2;
const MAX_CLAUSES = 8;

const bagOf = (terms: readonly string[], weight = 1) => {
  const bag = new Map<number, number>();
  addTerms(bag, terms.map(termKey), weight);
  return bag;
};

const EMPTY: Bag = new Map();

/** What a question is read with. */
export interface Reader {
  lang: Locale;
  correct: Corrector;
  glossary: Glossary;
}

/** The question alone, without earlier turns. */
export function askedAlone(text: string, { lang, correct, glossary }: Reader): Query {
  const { aspects, topic: asTyped } = readQuestion(text, lang);
  const topic = correct(asTyped);
  const wording = correct(normalize(text));
  const neighbours = bagOf(pairs(wording, lang));
  if (lang === 'zh') addTerms(neighbours, pairsWithinWords(wording).map(termKey), WITHIN_WORD);
  const sequence = words(wording, lang).map(termKey);
  const own = bagOf(topicTerms(topic, lang));
  const otherwise = new Map<number, number>();
  for (const { term, weight } of glossary.expand(topic))
    for (const key of new Set(topicTerms(term, lang).map(termKey)))
      if (!own.has(key)) otherwise.set(key, Math.max(otherwise.get(key) ?? 0, OTHERWISE * weight));
  const clauses = topic
    .split(CLAUSE_END)
    .filter((clause) => topicTerms(clause, lang).length >= MIN_CLAUSE_TERMS);
  const topical = new Set(topicalWords(wording, lang).map(termKey));
  return {
    words: new Map(sequence.map((key) => [key, topical.has(key) ? 1 : IDLE_WORD])),
    pairs: neighbours,
    sequence,
    topical,
    leaning: 0,
    citizen: EMPTY,
    hall: EMPTY,
    citizenPairs: EMPTY,
    topic: own,
    otherwise,
    texts: [{ text: topic, weight: 1 }],
    before: [],
    clauses: clauses.length > 1 ? clauses.slice(0, MAX_CLAUSES) : [],
    aspects,
  };
}

/** Whether the question opens or speaks like one that leans on the former ("那…", "what about it"). */
export function leansBack(text: string, lang: Locale): boolean {
  return LEXICON[lang].followUp.test(normalize(text).trim());
}

/** Terms of what one side said, latest turns first and heaviest. */
function spoken(
  turns: readonly Turn[],
  role: Turn['role'],
  latest: number,
  termsOf: (text: string) => readonly { terms: readonly string[]; share: number }[],
): Bag {
  const bag = new Map<number, number>();
  let weight = latest;
  for (const { text } of turns
    .filter((turn) => turn.role === role)
    .slice(-MAX_DIALOGUE_TURNS)
    .reverse()) {
    for (const { terms, share } of termsOf(text)) addTerms(bag, terms.map(termKey), weight * share);
    weight *= DIALOGUE_DECAY;
  }
  return bag;
}

/** The question in the light of earlier turns, which weigh by how it leans on them. */
export function askedAfter(
  alone: Query,
  history: readonly Turn[],
  leaning: Leaning,
  { lang, correct }: Reader,
): Query {
  const topic = new Map(alone.topic);
  const texts = [...alone.texts];
  let weight = CARRY[leaning];
  const citizen = history.filter(({ role }) => role === 'user');
  for (const { text } of weight === 0 ? [] : citizen.slice(-MAX_TURNS).reverse()) {
    const earlier = correct(readQuestion(text, lang).topic);
    addTerms(topic, topicTerms(earlier, lang).map(termKey), weight);
    texts.push({ text: earlier, weight });
    weight *= DECAY;
  }
  const before = citizen
    .slice(-MAX_TURNS)
    .reverse()
    .map(({ text }, i) => ({ text, weight: DIALOGUE_DECAY ** i }));
  const wordsOf = (text: string) => [
    { terms: words(text, lang), share: IDLE_WORD_BEFORE },
    { terms: topicalWords(text, lang), share: 1 - IDLE_WORD_BEFORE },
  ];
  return {
    ...alone,
    leaning: LEANING[leaning],
    topic,
    texts,
    before,
    citizen: spoken(history, 'user', LEANING[leaning], wordsOf),
    hall: spoken(history, 'agent', LEANING[leaning], wordsOf),
    citizenPairs: spoken(history, 'user', LEANING[leaning], (text) => [
      { terms: pairs(text, lang), share: 1 },
    ]),
  };
}
