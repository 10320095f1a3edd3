import type { Emotion, Gesture } from '#protocol/index.ts';

/** What she is about to say, as far as her manner goes. */
export interface Occasion {
  purpose:
    | 'greeting'
    | 'farewell'
    | 'thanks'
    | 'facts'
    | 'good_news'
    | 'choice'
    | 'proof'
    | 'person'
    | 'regret';
  /** Place of the sentence in the answer, from 0. */
  index: number;
  /** The sentence speaks of what a card shows beside her. */
  aboutCard: boolean;
}

export interface Manner {
  gesture: Gesture | null;
  emotion: Emotion;
}

const MANNERS: Readonly<Record<Occasion['purpose'], { first: Gesture | null; emotion: Emotion }>> = {
  greeting: { first: 'greet', emotion: 'happy' },
  farewell: { first: 'wave', emotion: 'happy' },
  thanks: { first: 'nod', emotion: 'happy' },
  facts: { first: 'explain', emotion: 'neutral' },
  good_news: { first: 'nod', emotion: 'happy' },
  choice: { first: 'explain', emotion: 'relaxed' },
  proof: { first: 'nod', emotion: 'relaxed' },
  person: { first: 'nod', emotion: 'relaxed' },
  // Bad news is no occasion to smile, and a sorrowful face would be more than it is worth.
  regret: { first: 'bow', emotion: 'neutral' },
};

/**
 * Gesture and face of a sentence. One gesture opens an answer; later ones only point at a card: hands that never rest
 * say nothing.
 */
export function mannerOf({ purpose, index, aboutCard }: Occasion): Manner {
  const { first, emotion } = MANNERS[purpose];
  return { gesture: aboutCard && index > 0 ? 'point' : index === 0 ? first : null, emotion };
}
