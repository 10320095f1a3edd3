import { createMatcher, type Match, type Matcher } from './lexical/closeness.ts';
import type { Lexical } from './lexical/lexical.ts';
import { zeroed } from './lexical/scratch.ts';
import { addEntryScores, addScores, heaviest, type LookedUp, lookUp, weightOf } from './lexical/terms.ts';
import type { Bag, Query } from './query.ts';

/** A part of the index with its place in the whole. */
export interface Placed {
  lexical: Lexical;
  firstEntry: number;
  firstSection: number;
}

/** Terms of earlier turns that are looked up. */
const MAX_DIALOGUE_TERMS = 32;
const MAX_DIALOGUE_PAIRS = 48;
/** Rarity that the words of a question may add up to; the longer it rambles, the less each of them counts. */
const MOST_SAID = 40;
/** The same of the pairs of words that the citizen said before. */
const MOST_TOLD = 60;

type Field = 'words' | 'pairs' | 'entries';

/** Coarse scores of everything, by section and by entry of the whole index; good until the next question. */
export interface Coarse {
  words: Float32Array;
  pairs: Float32Array;
  entry: Float32Array;
  citizenEntry: Float32Array;
  citizenPairs: Float32Array;
  dialogueEntry: Float32Array;
  /** Words of citizen and hall together. */
  dialogue: Float32Array;
}

/** An array of zeros that nobody writes to. */
let nothing = new Float32Array(0);

function zeros(length: number): Float32Array {
  if (nothing.length < length) nothing = new Float32Array(length);
  return nothing;
}

/** What of a bag was looked up. */
function kept(bag: Bag, terms: readonly LookedUp[]): Bag {
  const keys = new Set(terms.map(({ key }) => key));
  return new Map([...bag].filter(([key]) => keys.has(key)));
}

function sumOf(a: Bag, b: Bag): Bag {
  const sum = new Map(a);
  for (const [key, weight] of b) sum.set(key, (sum.get(key) ?? 0) + weight);
  return sum;
}

const lookIn = (parts: readonly Placed[], bag: Bag, field: Field) =>
  lookUp(
    bag,
    parts.map(({ lexical }) => lexical[field]),
  );

/** The question's own words, whatever was said before them: looked up, and found in sections, once. */
export interface Said {
  parts: readonly Placed[];
  words: readonly LookedUp[];
  pairs: readonly LookedUp[];
  entry: readonly LookedUp[];
  match: Matcher;
  /** By section of the whole index. */
  matches: Map<number, Match>;
}

const known = new WeakMap<Bag, Said>();

/** What a question says by itself; worked out once for the same words. */
export function saidBy(query: Query, parts: readonly Placed[]): Said {
  const before = known.get(query.words);
  if (before?.parts === parts) return before;
  const words = lookIn(parts, query.words, 'words');
  const said = {
    parts,
    words,
    pairs: lookIn(parts, query.pairs, 'pairs'),
    entry: lookIn(parts, query.words, 'entries'),
    match: createMatcher(
      new Map(words.map(({ key, weight }) => [key, weight])),
      query.sequence,
      query.topical,
    ),
    matches: new Map<number, Match>(),
  };
  known.set(query.words, said);
  return said;
}

/** Scores everything by the words of the question and of the turns before it. */
export function coarseScores(
  query: Query,
  parts: readonly Placed[],
  said: Said,
  sections: number,
  entries: number,
): Coarse {
  const look = (bag: Bag, field: Field) => lookIn(parts, bag, field);
  const score = (name: keyof Coarse, terms: readonly LookedUp[], field: Field, scale = 1) => {
    const count = field === 'entries' ? entries : sections;
    if (terms.length === 0) return zeros(count);
    const scores = zeroed(name, count);
    for (const [i, { lexical, firstEntry, firstSection }] of parts.entries())
      addScores(terms, lexical[field], i, scores, field === 'entries' ? firstEntry : firstSection, scale);
    return scores;
  };
  const pairsByEntry = () => {
    const terms = heaviest(look(query.citizenPairs, 'pairs'), MAX_DIALOGUE_PAIRS);
    if (terms.length === 0) return zeros(entries);
    const scores = zeroed('citizenPairs', entries);
    const told = Math.min(1, MOST_TOLD / Math.max(1, weightOf(terms)));
    for (const [i, { lexical, firstEntry }] of parts.entries())
      addEntryScores(terms, lexical.pairs, i, lexical.entryOf, scores, firstEntry, told);
    return scores;
  };
  const scale = Math.min(1, MOST_SAID / Math.max(1, weightOf(said.words)));
  const citizen = heaviest(look(query.citizen, 'words'), MAX_DIALOGUE_TERMS);
  const hall = heaviest(look(query.hall, 'words'), MAX_DIALOGUE_TERMS);
  const keptOfCitizen = kept(query.citizen, citizen);
  const both = sumOf(keptOfCitizen, kept(query.hall, hall));
  return {
    words: score('words', said.words, 'words', scale),
    pairs: score('pairs', said.pairs, 'pairs', scale),
    entry: score('entry', said.entry, 'entries', scale),
    citizenEntry: score('citizenEntry', look(keptOfCitizen, 'entries'), 'entries'),
    dialogueEntry: score('dialogueEntry', look(both, 'entries'), 'entries'),
    citizenPairs: pairsByEntry(),
    dialogue: score('dialogue', [...citizen, ...hall], 'words'),
  };
}

/** The highest of so many scores, 0 where none is above. */
export function maximum(scores: Float32Array, count: number): number {
  let most = 0;
  for (let i = 0; i < count; i += 1) {
    const score = scores[i] ?? 0;
    if (score > most) most = score;
  }
  return most;
}
