import { closeness, longestRun } from './lexical/closeness.ts';
import type { Lexical } from './lexical/lexical.ts';
import { rangeOf } from './lexical/postings.ts';
import { byRarity, heaviest, idfOf, scoresOf } from './lexical/terms.ts';
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
/** Matched terms of highest rarity at which `mass` counts half. */
const HALF_MASS = 2;
/**
 * Information, in units of idf, at which a phrase counts half: one everyday word that happens to be an alias proves
 * little, a whole name proves all.
 */
const HALF_PROOF = 2;
const SHARE = 10;
/** Rarity that the words of a question may add up to; the longer it rambles, the less each of them counts. */
const MOST_SAID = 40;

/** What names, aliases and questions of an entry say of a question. */
interface Evidence {
  phrase: number;
  coverage: number;
  mass: number;
}

const NO_EVIDENCE: Evidence = { phrase: 0, coverage: 0, mass: 0 };

/** Evidence by entry of one part, in numbers of the part. */
function evidenceIn(
  part: Lexical,
  parts: readonly Part[],
  { topic, otherwise }: Query,
): Map<number, Evidence> {
  const evidence = parts.map(({ lexical }) => lexical.evidence);
  const found = new Map<number, Evidence>();
  const of = (entry: number) => {
    const known = found.get(entry);
    if (known) return known;
    const fresh = { ...NO_EVIDENCE };
    found.set(entry, fresh);
    return fresh;
  };
  // A term that nobody knows is as rare as can be.
  const highest = Math.log(1 + (evidence.reduce((sum, { documents }) => sum + documents, 0) + 0.5) / 0.5);
  let total = 0;
  const said = new Map<number, number>();
  for (const [key, weight] of [...topic, ...otherwise]) {
    const rarity = idfOf(evidence, key);
    // Other words for what was said may be found, and are not missed.
    if (topic.has(key)) total += weight * rarity;
    const [from, to] = rangeOf(part.evidence, key);
    for (let i = from; i < to; i += 1) of(part.evidence.owners[i] ?? 0).coverage += weight * rarity;
    const [first, last] = rangeOf(part.phrases, key);
    for (let i = first; i < last; i += 1) {
      const phrase = part.phrases.owners[i] ?? 0;
      said.set(phrase, (said.get(phrase) ?? 0) + Math.min(1, weight) * rarity);
    }
  }
  for (const each of found.values()) {
    const mass = each.coverage / highest;
    each.mass = mass / (mass + HALF_MASS);
    each.coverage = Math.min(1, each.coverage / total);
  }
  for (const [phrase, sum] of said) {
    const whole = part.phraseTotals[phrase] ?? 0;
    // Squared, because half a phrase is often just the everyday half of it.
    const share = whole === 0 ? 0 : Math.min(1, sum / whole) ** 2 * (sum / (sum + HALF_PROOF));
    const each = of(part.phraseOwners[phrase] ?? 0);
    each.phrase = Math.max(each.phrase, share);
  }
  return found;
}

/** Numbers of the highest scores above 0, best first. */
function highest(scores: Float32Array, count: number): number[] {
  const best: number[] = [];
  let least = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i] ?? 0;
    if (score <= least) continue;
    let place = best.length;
    while (place > 0 && (scores[best[place - 1] ?? 0] ?? 0) < score) place -= 1;
    best.splice(place, 0, i);
    if (best.length > count) best.pop();
    if (best.length === count) least = scores[best[count - 1] ?? 0] ?? 0;
  }
  return best;
}

function maximum(parts: readonly Float32Array[]): number {
  let most = 0;
  for (const scores of parts) for (const score of scores) if (score > most) most = score;
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
  const bestEntry = maximum(scores.map(({ dialogueEntry }) => dialogueEntry));
  const dialogues = scores.map(({ citizenWords, hallWords }) =>
    citizenWords.map((score, i) => score + (hallWords[i] ?? 0)),
  );
  const bestSection = maximum(dialogues);
  const share = (score: number | undefined, best: number) =>
    best > 0 ? (query.leaning * SHARE * (score ?? 0)) / best : 0;
  const rarities = byRarity(
    query.words,
    parts.map(({ lexical }) => lexical.words),
  );
  const lengths = parts.reduce((sum, { lexical }) => sum + lexical.sequence.length, 0);
  const sections = parts.reduce((sum, { lexical }) => sum + lexical.entryOf.length, 0);
  const averageLength = lengths / Math.max(1, sections);

  const candidates: Candidate[] = [];
  for (const [position, { lexical, firstEntry, firstSection, dead }] of parts.entries()) {
    const score = scores[position];
    const dialogue = dialogues[position];
    if (!score || !dialogue) continue;
    const evidence = evidenceIn(lexical, parts, query);
    const entryWorth = new Float32Array(lexical.entries.documents);
    for (let entry = 0; entry < entryWorth.length; entry += 1)
      entryWorth[entry] =
        WEIGHTS.entry * (score.entry[entry] ?? 0) +
        WEIGHTS.citizenEntry * (score.citizenEntry[entry] ?? 0) +
        WEIGHTS.dialogueEntry * share(score.dialogueEntry[entry], bestEntry);
    for (const entry of dead) entryWorth[entry] = Number.NEGATIVE_INFINITY;
    const coarse = new Float32Array(lexical.entryOf.length);
    for (let section = 0; section < coarse.length; section += 1)
      coarse[section] =
        (entryWorth[lexical.entryOf[section] ?? 0] ?? 0) +
        WEIGHTS.words * (score.words[section] ?? 0) +
        WEIGHTS.pairs * (score.pairs[section] ?? 0) +
        WEIGHTS.titles * (score.titles[section] ?? 0) +
        WEIGHTS.citizenWords * (score.citizenWords[section] ?? 0) +
        WEIGHTS.hallWords * (score.hallWords[section] ?? 0) +
        WEIGHTS.dialogueSection * share(dialogue[section], bestSection) +
        WEIGHTS.dialogueTitles * (score.dialogueTitles[section] ?? 0);

    for (const [entry, { phrase, coverage, mass }] of evidence)
      entryWorth[entry] =
        (entryWorth[entry] ?? 0) +
        SHARE * (WEIGHTS.phrase * phrase + WEIGHTS.coverage * coverage + WEIGHTS.mass * mass);
    for (const [entry, likeness] of near.entries) {
      const own = entry - firstEntry;
      if (own >= 0 && own < entryWorth.length)
        entryWorth[own] = (entryWorth[own] ?? 0) + SHARE * WEIGHTS.entryLikeness * likeness;
    }
    const settled = scope.only === undefined ? undefined : scope.only - firstEntry;
    const taken = new Set(settled === undefined ? highest(coarse, BEST_SECTIONS) : []);
    for (const entry of settled === undefined ? highest(entryWorth, BEST_ENTRIES) : [settled]) {
      const from = lexical.firstSections[entry] ?? 0;
      const to = Math.min(lexical.firstSections[entry + 1] ?? 0, from + MAX_SECTIONS_OF_ENTRY);
      for (let section = from; section < to; section += 1) taken.add(section);
    }
    for (const section of settled === undefined ? near.sections : []) {
      const own = section - firstSection;
      if (own >= 0 && own < lexical.entryOf.length) taken.add(own);
    }

    for (const section of taken) {
      const entry = lexical.entryOf[section] ?? 0;
      const { phrase, coverage, mass } = evidence.get(entry) ?? NO_EVIDENCE;
      const neighbour = (other: number) => (lexical.entryOf[other] === entry ? (dialogue[other] ?? 0) : 0);
      const words = lexical.sequence.subarray(
        lexical.sequenceStarts[section],
        lexical.sequenceStarts[section + 1],
      );
      const rank = scope.aspectRank(firstEntry + entry, section - (lexical.firstSections[entry] ?? 0));
      candidates.push({
        entry: firstEntry + entry,
        section: firstSection + section,
        evident: words.some((key) => query.topical.has(key)),
        features: {
          words: score.words[section] ?? 0,
          pairs: score.pairs[section] ?? 0,
          titles: score.titles[section] ?? 0,
          entry: score.entry[entry] ?? 0,
          citizenWords: score.citizenWords[section] ?? 0,
          citizenEntry: score.citizenEntry[entry] ?? 0,
          hallWords: score.hallWords[section] ?? 0,
          dialogueEntry: share(score.dialogueEntry[entry], bestEntry),
          dialogueSection: share(dialogue[section], bestSection),
          dialogueNeighbours: share(Math.max(neighbour(section - 1), neighbour(section + 1)), bestSection),
          dialogueTitles: score.dialogueTitles[section] ?? 0,
          closeness: closeness(words, rarities),
          run: longestRun(words, query.sequence, rarities),
          length: Math.log((words.length + 1) / averageLength),
          likeness: SHARE * near.toQuestion(firstSection + section),
          citizenLikeness: SHARE * near.toCitizen(firstSection + section),
          entryLikeness: SHARE * (near.entries.get(firstEntry + entry) ?? 0),
          phrase: SHARE * phrase,
          coverage: SHARE * coverage,
          mass: SHARE * mass,
          aspect: rank === null ? 0 : SHARE / (1 + rank),
        },
      });
    }
  }
  return candidates;
}
