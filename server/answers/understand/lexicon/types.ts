/** What people say when they do not ask about a service, in one language. Matched against the whole utterance. */
export interface Lexicon {
  /** Nothing but a greeting. */
  greeting: RegExp;
  /** Who are you, what can you do. */
  introduction: RegExp;
  thanks: RegExp;
  /** Wants a moment to think. */
  pause: RegExp;
  farewell: RegExp;
  /** Asks for a person. */
  person: RegExp;
  /** Is dissatisfied with the hall or its staff. */
  complaint: RegExp;
  /** Wishes to apply or to book here and now. */
  apply: RegExp;
  /** Sounds, fillers and keys hit at random: nothing is said. */
  unclear: RegExp;
  /** Asks about a matter already handed in. */
  status: RegExp;
  /** Opens a follow-up: "and what about …". */
  followUp: RegExp;
  /** Supposes another circumstance: "and if …". */
  supposition: RegExp;
  /** Names the matter by a pronoun: "can my son collect it?" */
  pronoun: RegExp;
  /** Asks or wishes something; what does neither tells a circumstance: "my hukou is elsewhere". */
  request: RegExp;
  /** Tells what is not there, or all there is: "没有房产证", "I have no lease". */
  lacking: RegExp;
  /** Asks whether something will do: "is a copy all right?" */
  whether: RegExp;
  /** An event of life told without a request. */
  lifeEvent: RegExp;
  /** The matter is one that offices deal with, whether or not a guide covers it. */
  official: RegExp;
  /** What people chat about: the weather, food, games, errands of the lobby. */
  chat: RegExp;
  /** Speaks to her of herself. */
  you: RegExp;
  /** Names no matter: "办证". */
  vague: RegExp;
}

/** One expression of several; each matches by itself. */
export const anyOf = (parts: readonly RegExp[], flags = '') =>
  new RegExp(parts.map(({ source }) => source).join('|'), flags);
