/** What speaks for one guide. All within 0..1. */
export interface Evidence {
  /** BM25F share over name, aliases, questions and text. */
  match: number;
  /** Share of the topic's weight that occurs in the guide's name, aliases and questions. */
  coverage: number;
  /** Likeness of the best of its vectors, above what the embedder gives to unrelated texts. */
  likeness: number;
  /** How completely the question says one of the phrases that people use for the guide. */
  phrase: number;
  /** How much of what was said occurs there, however much else was said; saturating. */
  mass: number;
}

/**
 * Logistic regression from evidence to the probability that the guide answers the question.
 * Fitted by scripts/knowledge/calibrate.ts on the golden set; fitted without a guide's questions, it ranks them as well.
 */
export const CALIBRATION = {
  bias: -5.2,
  match: 1.2,
  coverage: 1.9,
  likeness: 4.2,
  phrase: 4.3,
  mass: 4.2,
} as const;

/**
 * Score below which nothing fits. Chosen by scripts/knowledge/calibrate.ts: passes 98 % of the golden questions and
 * refuses 94 % of those that no guide answers, measured on the same questions.
 */
export const THRESHOLD = 0.2;

/** Guides below this share of the best one's score are not offered beside it. */
export const RUNNER_UP_SHARE = 0.25;

/** Evidence → 0..1, comparable between queries. */
export function calibrated(evidence: Evidence): number {
  const { bias, match, coverage, likeness, phrase, mass } = CALIBRATION;
  const sum =
    bias +
    match * evidence.match +
    coverage * evidence.coverage +
    likeness * evidence.likeness +
    phrase * evidence.phrase +
    mass * evidence.mass;
  return 1 / (1 + Math.exp(-sum));
}

/** What speaks for one section within its guide. */
export interface SectionEvidence {
  match: number;
  likeness: number;
  /** 0 the first aspect asked for, 1 the second…; null when the question does not ask for it. */
  aspectRank: number | null;
}

/**
 * Weights within a guide. The aspect that is asked for decides; wording orders what is left and can outweigh only a
 * later aspect. Chosen on the golden set.
 */
const SECTION = { aspect: 1, match: 0.6, likeness: 0.4 } as const;

/** Relative worth of a section within its guide, 0 and up. */
export function sectionWorth({ match, likeness, aspectRank }: SectionEvidence): number {
  const aspect = aspectRank === null ? 0 : SECTION.aspect / (1 + aspectRank);
  return aspect + SECTION.match * match + SECTION.likeness * Math.max(0, likeness);
}
