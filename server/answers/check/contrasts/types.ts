/**
 * Words of which one cannot stand for the other, a group a line: its sides are parted by `/`, words of one side by `|`.
 * Of opposites one side with a "not" says the other.
 */
export interface ContrastWords {
  opposites: string;
  /** Parties, ways, places, times: several of a kind. */
  alternatives: string;
}
