import { coarseScores, maximum, type Placed, saidBy } from './coarse.ts';
import { evidenceIn } from './evidence.ts';
import { createBest } from './lexical/best.ts';
import { zeroed } from './lexical/scratch.ts';
import type { Query } from './query.ts';
import { type Features, WEIGHTS } from './ranking.ts';

/** A part of the index, with the numbers of its first entry and section in the whole. */
export interface Part extends Placed {
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
/** Shares 0..1 count up to this, to stand beside sums of rarities. */
const SHARE = 10;
/** What a pair counts beside a word in the sections before and after. */
const PAIRS_OF_NEIGHBOURS = 0.75;

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
    const { words, pairs, dialogue } = score;
    const dialogueWeight = WEIGHTS.dialogueSection * sectionScale;
    for (let entry = 0; entry < entries; entry += 1)
      worthOf[entry] =
        WEIGHTS.entry * (score.entry[entry] ?? 0) +
        WEIGHTS.citizenEntry * (score.citizenEntry[entry] ?? 0) +
        WEIGHTS.citizenPairs * (score.citizenPairs[entry] ?? 0) +
        WEIGHTS.dialogueEntry * entryScale * (score.dialogueEntry[entry] ?? 0);
    for (const { lexical, firstEntry, firstSection, dead } of parts) {
      const { firstSections } = lexical;
      for (let entry = 0; entry + 1 < firstSections.length; entry += 1) {
        if (dead.has(entry)) continue;
        const worthOfEntry = worthOf[firstEntry + entry] ?? 0;
        const end = firstSection + (firstSections[entry + 1] ?? 0);
        for (let section = firstSection + (firstSections[entry] ?? 0); section < end; section += 1) {
          const worth =
            worthOfEntry +
            WEIGHTS.words * (words[section] ?? 0) +
            WEIGHTS.pairs * (pairs[section] ?? 0) +
            dialogueWeight * (dialogue[section] ?? 0);
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

  const { dialogue } = score;
  const ownWords = (section: number) =>
    (score.words[section] ?? 0) + PAIRS_OF_NEIGHBOURS * (score.pairs[section] ?? 0);
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
      const { evident, closeness, together, opening } = match;
      const before = entryOf[section - 1] === entry ? inAll - 1 : -1;
      const after = entryOf[section + 1] === entry ? inAll + 1 : -1;
      const rank = scope.aspectRank(entryInAll, section - (firstSections[entry] ?? 0));
      candidates.push({
        entry: entryInAll,
        section: inAll,
        evident,
        features: {
          words: score.words[inAll] ?? 0,
          pairs: score.pairs[inAll] ?? 0,
          neighbours: Math.max(ownWords(before), ownWords(after)),
          entry: score.entry[entryInAll] ?? 0,
          citizenEntry: score.citizenEntry[entryInAll] ?? 0,
          citizenPairs: score.citizenPairs[entryInAll] ?? 0,
          dialogueEntry: entryScale * (score.dialogueEntry[entryInAll] ?? 0),
          dialogueSection: sectionScale * (dialogue[inAll] ?? 0),
          dialogueNeighbours: sectionScale * Math.max(dialogue[before] ?? 0, dialogue[after] ?? 0),
          closeness,
          together,
          opening,
          first: section === firstSections[entry] ? 1 : 0,
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
