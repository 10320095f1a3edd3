import type { Locale } from '#protocol/index.ts';
import { readQuestion } from './aspects.ts';
import type { Corrector } from './spelling.ts';
import { LEXICON } from './texts/lexicon.ts';
import { normalize, tokenize } from './tokens.ts';
import type { Aspect } from './types.ts';

/** What is looked for: terms with weights, and texts with weights for the embedder. */
export interface Query {
  /** Terms that say which guide is meant. */
  topic: ReadonlyMap<string, number>;
  /** Terms of the question itself, aspect words included, for choosing the section. */
  wording: ReadonlyMap<string, number>;
  /** Topic texts to embed together: the question first, then earlier turns by weight. */
  texts: readonly { text: string; weight: number }[];
  /** Clauses of a rambling question, each of which may be what it is about; empty for a plain one. */
  clauses: readonly string[];
  aspects: readonly Aspect[];
}

/** How strongly a question leans on the turns before it. */
export type Leaning = 'whole' | 'follow-up' | 'own-topic';

/**
 * Weight of the latest earlier turn. A question with no topic of its own ("那要多少钱？") takes over the topic
 * whole; one that names a topic keeps a trace of the former for tie-breaks only. Each turn further back counts half of
 * the one after it. Chosen on the golden set (scripts/knowledge/calibrate.ts).
 */
const CARRY: Readonly<Record<Leaning, number>> = { whole: 1, 'follow-up': 0.6, 'own-topic': 0.15 };
const DECAY = 0.5;
/** Turns further back than this weigh next to nothing. */
const MAX_TURNS = 4;

/** Normalised text: full-width signs are half-width by now. */
const CLAUSE_END = /[,.;:!?。、\n]+/;
/** A clause of fewer terms says nothing by itself. */
const MIN_CLAUSE_TERMS = 2;
const MAX_CLAUSES = 8;

function addTerms(into: Map<string, number>, text: string, lang: Locale, weight: number): void {
  // A term counts once a turn: saying a word twice does not make it twice as much the topic.
  for (const term of new Set(tokenize(text, lang))) into.set(term, (into.get(term) ?? 0) + weight);
}

/** The question alone, without earlier turns. */
export function askedAlone(text: string, lang: Locale, correct: Corrector): Query {
  const { aspects, topic: asTyped } = readQuestion(text, lang);
  const topic = correct(asTyped);
  const terms = new Map<string, number>();
  addTerms(terms, topic, lang, 1);
  const wording = new Map<string, number>();
  addTerms(wording, correct(normalize(text)), lang, 1);
  const clauses = topic
    .split(CLAUSE_END)
    .filter((clause) => tokenize(clause, lang).length >= MIN_CLAUSE_TERMS);
  return {
    topic: terms,
    wording,
    texts: [{ text: topic, weight: 1 }],
    clauses: clauses.length > 1 ? clauses.slice(0, MAX_CLAUSES) : [],
    aspects,
  };
}

/** Whether the question opens or speaks like one that leans on the former ("那…", "what about it"). */
export function leansBack(text: string, lang: Locale): boolean {
  return LEXICON[lang].followUp.test(normalize(text).trim());
}

/** The question with the topics of earlier turns, which weigh by how it leans on them. */
export function askedAfter(
  alone: Query,
  history: readonly string[],
  leaning: Leaning,
  lang: Locale,
  correct: Corrector,
): Query {
  const topic = new Map(alone.topic);
  const texts = [...alone.texts];
  let weight = CARRY[leaning];
  for (const turn of history.slice(-MAX_TURNS).reverse()) {
    const earlier = correct(readQuestion(turn, lang).topic);
    addTerms(topic, earlier, lang, weight);
    texts.push({ text: earlier, weight });
    weight *= DECAY;
  }
  return { ...alone, topic, texts };
}
