/** Everything a language model is told, in one language. Holds no secret: whoever makes a model recite it learns nothing. */
export interface Prompts {
  /** The rules of writing an answer. */
  answer: string;
  /** What the citizen has told of themselves, put before the question. */
  circumstances(told: readonly string[]): string;
  /** What kind of utterance it is. */
  route: { rules: string; utterance(question: string, before: readonly string[]): string };
  /** Writing one sentence again. */
  repair: {
    rules: string;
    request(asked: {
      question: string;
      sentence: string;
      reason: string;
      n: number;
      section: string;
    }): string;
  };
}
