/**
 * What a clause says about its matter: that it must be, should be, may be, is left to choice, need not be, may not be,
 * or is not.
 * `should` is the obligation of everyday speech (要, 请, "please"), which a plain statement may carry too.
 */
export type Force = 'must' | 'should' | 'can' | 'optional' | 'exempt' | 'forbid' | 'not';

/** Stands for a force in a text whose words of force have been read; of Unicode's private use. */
export const MARK: Readonly<Record<Force, string>> = {
  must: '\ue001',
  should: '\ue002',
  can: '\ue003',
  exempt: '\ue004',
  forbid: '\ue005',
  not: '\ue006',
  optional: '\ue007',
};

/** After a mark: what it governs stands before it, as in "a copy is required". */
export const BACKWARDS = '\ue010';

type Replacement = readonly [RegExp, string];

/** Words of one language by which the check compares a sentence with a section. */
export interface CheckLexicon {
  /** Everyday words and turns as the guides' own, so that both are compared in the same words; in this order. */
  same: readonly Replacement[];
  /** Words of obligation, permission and negation; in this order. */
  forces: readonly (readonly [RegExp, Force, 'backwards'?])[];
  sentenceEnd: RegExp;
  clauseEnd: RegExp;
  /** Matches the part of a marked clause that names the case it is about and asserts nothing. */
  topic: RegExp;
  /** A clause that is nothing else, when others follow it. */
  caseClause: RegExp;
  /** Begins a sentence that tells what people do or believe, up to a word that says how it is. */
  reported: RegExp;
  inFact: RegExp;
  /** Begins the text of a section whose title is a question, when the answer is yes. */
  yes: RegExp;
  /** A question that means its contrary: 难道不用…吗？ "Don't you have to …?" */
  rhetorical: RegExp;
  /** Words by which a clause restricts to whom or when it applies. */
  restriction: RegExp;
  /** That this alone is so, and nothing else. */
  exclusive: RegExp;
  /** Words of a sentence that asks for something. */
  demand: RegExp;
  /** Circumstances of people, each with the words for it: none may be asked for that the section does not name. */
  circumstances: readonly RegExp[];
  /** That all of several are wanted; and that one of them is. */
  all: RegExp;
  anyOne: RegExp;
  /** A clause of the section of so many tokens counts as meant when the sentence has all of them. */
  minWhole: number;
  /** What a text is compared by: words or letters without those that say nothing of a matter. */
  tokens(text: string): string[];
}
