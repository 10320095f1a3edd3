/** What speaks for one section. Sums of rarities are in nats; shares 0..1 are scaled to 0..10 to stand beside them. */
export interface Features {
  /** The question's words and neighbouring words in the section. */
  words: number;
  pairs: number;
  /** Both together in the better of the sections before and after it. */
  neighbours: number;
  /** The question's words in the whole entry. */
  entry: number;
  /** Words and neighbouring words of the citizen's earlier turns, in the whole entry. */
  citizenEntry: number;
  citizenPairs: number;
  /** How well entry, section and the section's neighbours fit the dialogue so far, as shares of the best. */
  dialogueEntry: number;
  dialogueSection: number;
  dialogueNeighbours: number;
  /**
   * Weight of the question's words that stand in one sentence; of its neighbours that are neighbours there too, in any
   * order; and of those with which the section opens.
   */
  closeness: number;
  together: number;
  opening: number;
  /** 1 for the first section of its entry, which mostly says what the others are about. */
  first: number;
  /** Logarithm of the section's length against the average. */
  length: number;
  /** Likeness of its vector to the question and to the citizen's earlier turns. */
  likeness: number;
  citizenLikeness: number;
  /** Likeness of the best vector of the entry, its names and questions among them. */
  entryLikeness: number;
  /** How completely the question says one of the phrases that people use for the entry. */
  phrase: number;
  /** Share of the topic's weight that occurs in name, aliases and questions; how much that is, saturating. */
  coverage: number;
  mass: number;
  /** 10 when the section is the aspect asked for first, 5 when second…; 0 when the question does not ask for it. */
  aspect: number;
}

export type Feature = keyof Features;

/** One linear sum ranks everything, on every collection and in every language. */
export const WEIGHTS: Readonly<Record<Feature, number>> = {
  words: 1,
  pairs: 0.9,
  neighbours: 0.26,
  entry: 0.57,
  citizenEntry: 0.11,
  citizenPairs: 0.61,
  dialogueEntry: 1.5,
  dialogueSection: 0.71,
  dialogueNeighbours: 0.64,
  closeness: 0.33,
  together: 0.18,
  opening: 0.24,
  first: 1.9,
  length: 0.46,
  likeness: 0.12,
  citizenLikeness: 1.6,
  entryLikeness: 3.1,
  phrase: 2.7,
  coverage: 3,
  mass: 3,
  aspect: 8,
};

const NAMES = Object.keys(WEIGHTS) as Feature[];

/** Worth of a section, comparable within one question only. */
export function worth(features: Features, weights: Readonly<Record<Feature, number>> = WEIGHTS): number {
  let sum = 0;
  for (const name of NAMES) sum += weights[name] * features[name];
  return sum;
}

/** What names and vectors of the best entry say of the question, 0..10 each. */
export type Fit = Pick<Features, 'phrase' | 'coverage' | 'mass' | 'entryLikeness'>;

/**
 * Logistic regression from the features of the best entry to the probability that it answers. Fitted by
 * scripts/knowledge/calibrate.ts on the golden set.
 */
export const CALIBRATION: Readonly<Record<keyof Fit | 'bias', number>> = {
  bias: -5.67,
  phrase: 0.56,
  coverage: 0.12,
  mass: 0.31,
  entryLikeness: 0.36,
};

/** Score below which nothing fits: the one that about 95 % of the golden questions pass (docs/benchmarks.md). */
export const THRESHOLD = 0.28;

/** Entries below this share of the best one's score are not offered beside it. */
export const RUNNER_UP_SHARE = 0.25;

/** Log odds that an entry loses for each point of worth behind the best. */
const ODDS_OF_WORTH = 0.25;
/** Worth behind the best section of an entry at which a section's score is half. */
const HALF_WORTH = 8;

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Log odds that the best entry answers the question at all. */
export function fitOdds(fit: Fit): number {
  const { bias, ...weights } = CALIBRATION;
  return (Object.keys(weights) as (keyof Fit)[]).reduce((sum, name) => sum + weights[name] * fit[name], bias);
}

/** Probability, 0..1, that an entry is the one meant, by how far it ranks behind the best. */
export const entryScore = (odds: number, behind: number) => logistic(odds - ODDS_OF_WORTH * behind);

/** Share of its entry's score that a section has, by how far it ranks behind the entry's best section. */
export const sectionShare = (behind: number) => 0.5 ** (behind / HALF_WORTH);
