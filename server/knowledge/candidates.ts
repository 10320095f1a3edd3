import { evidenceIn } from './evidence.ts';
import { createBest } from './lexical/best.ts';
import { createMatcher, type Match, type Matcher } from './lexical/closeness.ts';
import type { Lexical } from './lexical/lexical.ts';
import { zeroed } from './lexical/scratch.ts';
import { addScores, heaviest, type LookedUp, lookUp, weightOf } from './lexical/terms.ts';
import type { Bag, Query } from './query.ts';
import { type Features, WEIGHTS } from './ranking.ts';

/** A part of the index, with the numbers of its first entry and section in the whole. */
export interface Part {
  lexical: Lexical;
  firstEntry: number;
  firstSection: number;
  /** Entries, in numbers of the part, that are served no more: their terms still count, they are never candidates. */
  dead: ReadonlySet<number>;
}

/** What the vectors say, by numbers in the whole index. Shares 0..1 above the background. */
export interface Likenesses {
  /** The nearest: entries by their best vector, and sections. */
  entries: ReadonlyMap<number, number>;
  sections: Iterable<number>;
  /** Of any section, to the question. */
  toQuestion(section: number): number;
  /** Of any section, to what the citizen said before. */
  toCitizen(section: number): number;
}

/** A section that is looked at closely, by numbers in the whole index. */
export interface Candidate {
  entry: number;
  section: number;
  /** Whether it holds a word of the question that carries a topic. */
  evident: boolean;
  features: Features;
}

/** What is looked at. */
export interface Scope {
  /** Only this entry, with all its sections. */
  only?: number;
  /** By entry and place in it: 0 for a section that is the aspect asked for first, 1 second…; null when it is none. */
  aspectRank(entry: number, section: number): number | null;
}

/** Sections taken by their coarse worth… */
const BEST_SECTIONS = 80;
/** …and entries of which every section is looked at, however few words it shares: "how much" has none. */
const BEST_ENTRIES = 8;
const MAX_SECTIONS_OF_ENTRY = 60;
/** Terms of earlier turns that are looked up. */
const MAX_DIALOGUE_TERMS = 32;
/** Shares 0..1 count up to this, to stand beside sums of rarities. */
const SHARE = 10;
/** Rarity that the words of a question may add up to; the longer it rambles, the less each of them counts. */
const MOST_SAID = 40;

type Field = 'words' | 'pairs' | 'titles' | 'entries';

/** Coarse scores of everything, by section and by entry of the whole index; good until the next question. */
interface Coarse {
  words: Float32Array;
  pairs: Float32Array;
  titles: Float32Array;
  entry: Float32Array;
  citizenWords: Float32Array;
  hallWords: Float32Array;
  citizenEntry: Float32Array;
  dialogueEntry: Float32Array;
  dialogueTitles: Float32Array;
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

const lookIn = (parts: readonly Part[], bag: Bag, field: Field) =>
  lookUp(
    bag,
    parts.map(({ lexical }) => lexical[field]),
  );

/** The question's own words, whatever was said before them: looked up, and found in sections, once. */
interface Said {
  parts: readonly Part[];
  words: readonly LookedUp[];
  pairs: readonly LookedUp[];
  titles: readonly LookedUp[];
  entry: readonly LookedUp[];
  match: Matcher;
  /** By section of the whole index. */
  matches: Map<number, Match>;
}

const known = new WeakMap<Bag, Said>();

function saidBy(query: Query, parts: readonly Part[]): Said {
  const before = known.get(query.words);
  if (before?.parts === parts) return before;
  const words = lookIn(parts, query.words, 'words');
  const said = {
    parts,
    words,
    pairs: lookIn(parts, query.pairs, 'pairs'),
    titles: lookIn(parts, query.words, 'titles'),
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

function coarseScores(
  query: Query,
  parts: readonly Part[],
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
  const scale = Math.min(1, MOST_SAID / Math.max(1, weightOf(said.words)));
  const citizen = heaviest(look(query.citizen, 'words'), MAX_DIALOGUE_TERMS);
  const hall = heaviest(look(query.hall, 'words'), MAX_DIALOGUE_TERMS);
  const keptOfCitizen = kept(query.citizen, citizen);
  const both = sumOf(keptOfCitizen, kept(query.hall, hall));
  const citizenWords = score('citizenWords', citizen, 'words');
  const hallWords = score('hallWords', hall, 'words');
  let dialogue = citizenWords;
  if (query.hall.size > 0) {
    dialogue = zeroed('dialogue', sections);
    for (let i = 0; i < sections; i += 1) dialogue[i] = (citizenWords[i] ?? 0) + (hallWords[i] ?? 0);
  }
  return {
    words: score('words', said.words, 'words', scale),
    pairs: score('pairs', said.pairs, 'pairs', scale),
    titles: score('titles', said.titles, 'titles', scale),
    entry: score('entry', said.entry, 'entries', scale),
    citizenWords,
    hallWords,
    citizenEntry: score('citizenEntry', look(keptOfCitizen, 'entries'), 'entries'),
    dialogueEntry: score('dialogueEntry', look(both, 'entries'), 'entries'),
    dialogueTitles: score('dialogueTitles', look(both, 'titles'), 'titles'),
    dialogue,
  };
}

function maximum(scores: Float32Array, count: number): number {
  let most = 0;
  for (let i = 0; i < count; i += 1) {
    const score = scores[i] ?? 0;
    if (score > most) most = score;
  }
  return most;
}

/**
 * The sections worth a close look, with everything that speaks for them, in no order.
 */
export function candidatesFor(
  query: Query,
  parts: readonly Part[],
  near: Likenesses,
  scope: Scope,
): Candidate[] {
  let sections = 0;
  let entries = 0;
  let lengths = 0;
  for (const { lexical } of parts) {
    sections += lexical.entryOf.length;
    entries += lexical.entries.documents;
    lengths += lexical.sequence.length;
  }
  const averageLength = lengths / Math.max(1, sections);
  const said = saidBy(query, parts);
  const score = coarseScores(query, parts, said, sections, entries);
  const evidence = evidenceIn(parts, query);
  const inDialogue = query.citizen.size + query.hall.size > 0;
  const scaleOf = (best: number) => (best > 0 ? (query.leaning * SHARE) / best : 0);
  const entryScale = inDialogue ? scaleOf(maximum(score.dialogueEntry, entries)) : 0;
  const sectionScale = inDialogue ? scaleOf(maximum(score.dialogue, sections)) : 0;
  const { only } = scope;
  const best = only === undefined ? coarseBest() : { sections: [], entries: [only] };

  /** What is worth while by scores that are known of everything at once. */
  function coarseBest() {
    const bestSections = createBest(BEST_SECTIONS);
    const bestEntries = createBest(BEST_ENTRIES);
    const worthOf = zeroed('worth of entries', entries);
    const { words, pairs, titles, citizenWords, hallWords, dialogue, dialogueTitles } = score;
    const dialogueWeight = WEIGHTS.dialogueSection * sectionScale;
    for (let entry = 0; entry < entries; entry += 1)
      worthOf[entry] =
        WEIGHTS.entry * (score.entry[entry] ?? 0) +
        WEIGHTS.citizenEntry * (score.citizenEntry[entry] ?? 0) +
        WEIGHTS.dialogueEntry * entryScale * (score.dialogueEntry[entry] ?? 0);
    for (const { lexical, firstEntry, firstSection, dead } of parts) {
      const { firstSections } = lexical;
      for (let entry = 0; entry + 1 < firstSections.length; entry += 1) {
        if (dead.has(entry)) continue;
        const worthOfEntry = worthOf[firstEntry + entry] ?? 0;
        const end = firstSection + (firstSections[entry + 1] ?? 0);
        for (let section = firstSection + (firstSections[entry] ?? 0); section < end; section += 1) {
          let worth =
            worthOfEntry +
            WEIGHTS.words * (words[section] ?? 0) +
            WEIGHTS.pairs * (pairs[section] ?? 0) +
            WEIGHTS.titles * (titles[section] ?? 0);
          if (inDialogue)
            worth +=
              WEIGHTS.citizenWords * (citizenWords[section] ?? 0) +
              WEIGHTS.hallWords * (hallWords[section] ?? 0) +
              dialogueWeight * (dialogue[section] ?? 0) +
              WEIGHTS.dialogueTitles * (dialogueTitles[section] ?? 0);
          if (worth > bestSections.least) bestSections.add(section, worth);
        }
      }
    }
    const { phrase, coverage, mass } = evidence;
    for (let entry = 0; entry < entries; entry += 1)
      worthOf[entry] =
        (worthOf[entry] ?? 0) +
        SHARE *
          (WEIGHTS.phrase * (phrase[entry] ?? 0) +
            WEIGHTS.coverage * (coverage[entry] ?? 0) +
            WEIGHTS.mass * (mass[entry] ?? 0));
    for (const [entry, likeness] of near.entries)
      worthOf[entry] = (worthOf[entry] ?? 0) + SHARE * WEIGHTS.entryLikeness * likeness;
    for (const { firstEntry, dead } of parts) for (const entry of dead) worthOf[firstEntry + entry] = 0;
    for (let entry = 0; entry < entries; entry += 1) {
      const worth = worthOf[entry] ?? 0;
      if (worth > bestEntries.least) bestEntries.add(entry, worth);
    }
    return { sections: bestSections.numbers(), entries: bestEntries.numbers() };
  }

  const candidates: Candidate[] = [];
  for (const { lexical, firstEntry, firstSection } of parts) {
    const { entryOf, firstSections, sequenceStarts } = lexical;
    const ownEntries = entryOf.length === 0 ? 0 : firstSections.length - 1;
    const taken = new Set<number>();
    for (const section of best.sections)
      if (section >= firstSection && section < firstSection + entryOf.length)
        taken.add(section - firstSection);
    for (const each of best.entries) {
      const entry = each - firstEntry;
      if (entry < 0 || entry >= ownEntries) continue;
      const from = firstSections[entry] ?? 0;
      const to = Math.min(firstSections[entry + 1] ?? 0, from + MAX_SECTIONS_OF_ENTRY);
      for (let section = from; section < to; section += 1) taken.add(section);
    }
    for (const section of only === undefined ? near.sections : []) {
      const own = section - firstSection;
      if (own >= 0 && own < entryOf.length) taken.add(own);
    }

    for (const section of taken) {
      const entry = entryOf[section] ?? 0;
      const inAll = firstSection + section;
      const entryInAll = firstEntry + entry;
      const from = sequenceStarts[section] ?? 0;
      const to = sequenceStarts[section + 1] ?? 0;
      let match = said.matches.get(inAll);
      if (!match) {
        match = said.match(lexical.sequence, from, to);
        said.matches.set(inAll, match);
      }
      const { evident, closeness, run } = match;
      const { dialogue } = score;
      const before = entryOf[section - 1] === entry ? (dialogue[inAll - 1] ?? 0) : 0;
      const after = entryOf[section + 1] === entry ? (dialogue[inAll + 1] ?? 0) : 0;
      const rank = scope.aspectRank(entryInAll, section - (firstSections[entry] ?? 0));
      candidates.push({
        entry: entryInAll,
        section: inAll,
        evident,
        features: {
          words: score.words[inAll] ?? 0,
          pairs: score.pairs[inAll] ?? 0,
          titles: score.titles[inAll] ?? 0,
          entry: score.entry[entryInAll] ?? 0,
          citizenWords: score.citizenWords[inAll] ?? 0,
          citizenEntry: score.citizenEntry[entryInAll] ?? 0,
          hallWords: score.hallWords[inAll] ?? 0,
          dialogueEntry: entryScale * (score.dialogueEntry[entryInAll] ?? 0),
          dialogueSection: sectionScale * (dialogue[inAll] ?? 0),
          dialogueNeighbours: sectionScale * Math.max(before, after),
          dialogueTitles: score.dialogueTitles[inAll] ?? 0,
          closeness,
          run,
          length: Math.log((to - from + 1) / averageLength),
          likeness: SHARE * near.toQuestion(inAll),
          citizenLikeness: SHARE * near.toCitizen(inAll),
          entryLikeness: SHARE * (near.entries.get(entryInAll) ?? 0),
          phrase: SHARE * (evidence.phrase[entryInAll] ?? 0),
          coverage: SHARE * (evidence.coverage[entryInAll] ?? 0),
          mass: SHARE * (evidence.mass[entryInAll] ?? 0),
          aspect: rank === null ? 0 : SHARE / (1 + rank),
        },
      });
    }
  }
  return candidates;
}
