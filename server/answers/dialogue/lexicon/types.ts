/** What people say to steer a conversation, in one language. Each pattern matches a whole utterance. */
export interface DialogueLexicon {
  /** Wants the last answer again. */
  repeat: RegExp;
  /** …more slowly. */
  slower: RegExp;
  /** …in plainer or fewer words. */
  simpler: RegExp;
  /** Wants what was left out. */
  more: RegExp;
  /** Wants the item after the one that was told. */
  next: RegExp;
  /** Names an item by its place; its first group that caught something is the number. */
  nth: RegExp;
  /** The last of a list. */
  last: RegExp;
  /** Ordinals as words; digits are read anyway. */
  ordinals: Readonly<Record<string, number>>;
  /** Nothing but "no, not that". */
  rejection: RegExp;
  /** Speaks of the citizen or those they act for. */
  self: RegExp;
  /** Asks or wishes something, and so tells nothing. */
  asks: RegExp;
  /** Between clauses. */
  clauses: RegExp;
  /** Takes back what was understood; group 1 is what is meant instead. */
  correction: RegExp;
}
