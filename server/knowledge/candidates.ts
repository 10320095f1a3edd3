import { type Evidence, evidenceIn } from './evidence.ts';
import { createMatcher } from './lexical/closeness.ts';
import type { Lexical } from './lexical/lexical.ts';
import { byRarity, heaviest, scoresOf } from './lexical/terms.ts';
import type { Query } from './query.ts';
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

/** By part, the numbers of the highest scores above 0 of all parts together, best first. */
function highest(parts: readonly Float32Array[], count: number): number[][] {
  const best: { score: number; part: number; place: number }[] = [];
  let least = 0;
  for (const [part, scores] of parts.entries())
    for (let place = 0; place < scores.length; place += 1) {
      const score = scores[place] ?? 0;
      if (score <= least) continue;
      let rank = best.length;
      while (rank > 0 && (best[rank - 1]?.score ?? 0) < score) rank -= 1;
      best.splice(rank, 0, { score, part, place });
      if (best.length > count) best.pop();
      if (best.length === count) least = best[count - 1]?.score ?? 0;
    }
  return parts.map((_, part) => best.filter((each) => each.part === part).map(({ place }) => place));
}

function maximum(parts: readonly Float32Array[]): number {
  let most = 0;
  for (const scores of parts)
    for (let i = 0; i < scores.length; i += 1) most = Math.max(most, scores[i] ?? 0);
  return most;
}

/** Coarse scores of all sections and entries of one part. */
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
}

const sumOf = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>) => {
  const sum = new Map(a);
  for (const [key, weight] of b) sum.set(key, (sum.get(key) ?? 0) + weight);
  return sum;
};

function coarseScores(query: Query, parts: readonly Part[]): Coarse[] {
  const all = parts.map(({ lexical }) => lexical);
  const by = (name: 'words' | 'pairs' | 'titles' | 'entries') => all.map((lexical) => lexical[name]);
  const sum = (terms: ReadonlyMap<number, number>) => [...terms.values()].reduce((a, b) => a + b, 0);
  const said = sum(byRarity(query.words, by('words')));
  const scale = Math.min(1, MOST_SAID / Math.max(1, said));
  const scaled = (terms: ReadonlyMap<number, number>) =>
    scale === 1 ? terms : new Map([...terms].map(([key, weight]) => [key, weight * scale]));
  const citizen = heaviest(byRarity(query.citizen, by('words')), MAX_DIALOGUE_TERMS);
  const hall = heaviest(byRarity(query.hall, by('words')), MAX_DIALOGUE_TERMS);
  const kept = (bag: ReadonlyMap<number, number>, keys: ReadonlyMap<number, number>) =>
    new Map([...bag].filter(([key]) => keys.has(key)));
  const dialogue = sumOf(kept(query.citizen, citizen), kept(query.hall, hall));
  const terms = {
    words: scaled(byRarity(query.words, by('words'))),
    pairs: scaled(byRarity(query.pairs, by('pairs'))),
    titles: scaled(byRarity(query.words, by('titles'))),
    entry: scaled(byRarity(query.words, by('entries'))),
    citizenEntry: byRarity(kept(query.citizen, citizen), by('entries')),
    dialogueEntry: byRarity(dialogue, by('entries')),
    dialogueTitles: byRarity(dialogue, by('titles')),
  };
  return all.map((lexical) => ({
    words: scoresOf(lexical.words, terms.words),
    pairs: scoresOf(lexical.pairs, terms.pairs),
    titles: scoresOf(lexical.titles, terms.titles),
    entry: scoresOf(lexical.entries, terms.entry),
    citizenWords: scoresOf(lexical.words, citizen),
    hallWords: scoresOf(lexical.words, hall),
    citizenEntry: scoresOf(lexical.entries, terms.citizenEntry),
    dialogueEntry: scoresOf(lexical.entries, terms.dialogueEntry),
    dialogueTitles: scoresOf(lexical.titles, terms.dialogueTitles),
  }));
}

/** One part in the light of a question: all that is known of every section and entry at once. */
interface Overview {
  score: Coarse;
  dialogue: Float32Array;
  evidence: Evidence;
  /** By section and by entry, what tells whether a closer look is worth while. */
  sections: Float32Array;
  entries: Float32Array;
}

function sumOfScores(a: Float32Array, b: Float32Array): Float32Array {
  const sum = new Float32Array(a.length);
  for (let i = 0; i < sum.length; i += 1) sum[i] = (a[i] ?? 0) + (b[i] ?? 0);
  return sum;
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
  const scores = coarseScores(query, parts);
  const inDialogue = query.citizen.size + query.hall.size > 0;
  const bestEntry = inDialogue ? maximum(scores.map(({ dialogueEntry }) => dialogueEntry)) : 0;
  const dialogues = scores.map(({ citizenWords, hallWords }) =>
    query.hall.size === 0 ? citizenWords : sumOfScores(citizenWords, hallWords),
  );
  const bestSection = inDialogue ? maximum(dialogues) : 0;
  const scaleOf = (best: number) => (best > 0 ? (query.leaning * SHARE) / best : 0);
  const entryScale = scaleOf(bestEntry);
  const sectionScale = scaleOf(bestSection);
  const rarities = byRarity(
    query.words,
    parts.map(({ lexical }) => lexical.words),
  );
  const match = createMatcher(rarities, query.sequence, query.topical);
  const lengths = parts.reduce((sum, { lexical }) => sum + lexical.sequence.length, 0);
  const sectionCount = parts.reduce((sum, { lexical }) => sum + lexical.entryOf.length, 0);
  const averageLength = lengths / Math.max(1, sectionCount);

  const overviews = parts.flatMap(({ lexical, firstEntry, dead }, position): Overview[] => {
    const score = scores[position];
    const dialogue = dialogues[position];
    if (!score || !dialogue) return [];
    const evidence = evidenceIn(
      lexical,
      parts.map((part) => part.lexical.evidence),
      query,
    );
    const entries = new Float32Array(lexical.entries.documents);
    for (let entry = 0; entry < entries.length; entry += 1)
      entries[entry] =
        WEIGHTS.entry * (score.entry[entry] ?? 0) +
        WEIGHTS.citizenEntry * (score.citizenEntry[entry] ?? 0) +
        WEIGHTS.dialogueEntry * entryScale * (score.dialogueEntry[entry] ?? 0);
    for (const entry of dead) entries[entry] = Number.NEGATIVE_INFINITY;
    const { entryOf } = lexical;
    const sections = new Float32Array(entryOf.length);
    for (let section = 0; section < sections.length; section += 1)
      sections[section] =
        (entries[entryOf[section] ?? 0] ?? 0) +
        WEIGHTS.words * (score.words[section] ?? 0) +
        WEIGHTS.pairs * (score.pairs[section] ?? 0) +
        WEIGHTS.titles * (score.titles[section] ?? 0);
    if (inDialogue)
      for (let section = 0; section < sections.length; section += 1)
        sections[section] =
          (sections[section] ?? 0) +
          WEIGHTS.citizenWords * (score.citizenWords[section] ?? 0) +
          WEIGHTS.hallWords * (score.hallWords[section] ?? 0) +
          WEIGHTS.dialogueSection * sectionScale * (dialogue[section] ?? 0) +
          WEIGHTS.dialogueTitles * (score.dialogueTitles[section] ?? 0);

    for (let entry = 0; entry < entries.length; entry += 1)
      entries[entry] =
        (entries[entry] ?? 0) +
        SHARE *
          (WEIGHTS.phrase * (evidence.phrase[entry] ?? 0) +
            WEIGHTS.coverage * (evidence.coverage[entry] ?? 0) +
            WEIGHTS.mass * (evidence.mass[entry] ?? 0));
    for (const [entry, likeness] of near.entries) {
      const own = entry - firstEntry;
      if (own >= 0 && own < entries.length)
        entries[own] = (entries[own] ?? 0) + SHARE * WEIGHTS.entryLikeness * likeness;
    }
    return [{ score, dialogue, evidence, sections, entries }];
  });
  const { only } = scope;
  const bestSections = highest(
    only === undefined ? overviews.map(({ sections }) => sections) : [],
    BEST_SECTIONS,
  );
  const bestEntries = highest(
    only === undefined ? overviews.map(({ entries }) => entries) : [],
    BEST_ENTRIES,
  );

  const candidates: Candidate[] = [];
  for (const [position, { lexical, firstEntry, firstSection }] of parts.entries()) {
    const overview = overviews[position];
    if (!overview) continue;
    const { score, dialogue, evidence } = overview;
    const { entryOf, firstSections, sequenceStarts } = lexical;
    const taken = new Set(bestSections[position]);
    for (const entry of only === undefined ? (bestEntries[position] ?? []) : [only - firstEntry]) {
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
      const from = sequenceStarts[section] ?? 0;
      const to = sequenceStarts[section + 1] ?? 0;
      const { evident, closeness, run } = match(lexical.sequence, from, to);
      const before = entryOf[section - 1] === entry ? (dialogue[section - 1] ?? 0) : 0;
      const after = entryOf[section + 1] === entry ? (dialogue[section + 1] ?? 0) : 0;
      const rank = scope.aspectRank(firstEntry + entry, section - (firstSections[entry] ?? 0));
      candidates.push({
        entry: firstEntry + entry,
        section: firstSection + section,
        evident,
        features: {
          words: score.words[section] ?? 0,
          pairs: score.pairs[section] ?? 0,
          titles: score.titles[section] ?? 0,
          entry: score.entry[entry] ?? 0,
          citizenWords: score.citizenWords[section] ?? 0,
          citizenEntry: score.citizenEntry[entry] ?? 0,
          hallWords: score.hallWords[section] ?? 0,
          dialogueEntry: entryScale * (score.dialogueEntry[entry] ?? 0),
          dialogueSection: sectionScale * (dialogue[section] ?? 0),
          dialogueNeighbours: sectionScale * Math.max(before, after),
          dialogueTitles: score.dialogueTitles[section] ?? 0,
          closeness,
          run,
          length: Math.log((to - from + 1) / averageLength),
          likeness: SHARE * near.toQuestion(firstSection + section),
          citizenLikeness: SHARE * near.toCitizen(firstSection + section),
          entryLikeness: SHARE * (near.entries.get(firstEntry + entry) ?? 0),
          phrase: SHARE * (evidence.phrase[entry] ?? 0),
          coverage: SHARE * (evidence.coverage[entry] ?? 0),
          mass: SHARE * (evidence.mass[entry] ?? 0),
          aspect: rank === null ? 0 : SHARE / (1 + rank),
        },
      });
    }
  }
  return candidates;
}
