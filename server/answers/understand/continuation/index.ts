import { FEATURES, type Feature } from './features.ts';
import { WEIGHTS } from './weights.ts';

export { FEATURES, type Feature, featuresOf, logOdds, related } from './features.ts';

/** Where an utterance in mid-conversation leads: on with the guide in hand, to another one, or to none. */
export const WAYS = ['stays', 'turns', 'leaves'] as const;
export type Way = (typeof WAYS)[number];

/**
 * Probability below which an utterance is not taken to leave the hall's services: to refuse a citizen in the middle of
 * their matter is worse than to answer somebody who chats.
 */
const LEAVES = 0.6;

/** Probability of each way, by a softmax over the weighted features. */
export function waysOf(features: Readonly<Record<Feature, number>>): Record<Way, number> {
  const sums = WAYS.map((way) =>
    FEATURES.reduce((sum, feature, i) => sum + features[feature] * (WEIGHTS[way][i] ?? 0), 0),
  );
  const most = Math.max(...sums);
  const [stays = 0, turns = 0, leaves = 0] = sums.map((sum) => Math.exp(sum - most));
  const all = stays + turns + leaves;
  return { stays: stays / all, turns: turns / all, leaves: leaves / all };
}

/** The way that is taken. A few words that ask for a time or a price and name nothing else are of the matter in hand. */
export function wayOf(features: Readonly<Record<Feature, number>>): Way {
  if (features.short && features.aspects && !features.otherNamed && !features.chat) return 'stays';
  const { stays, turns, leaves } = waysOf(features);
  if (leaves >= LEAVES) return 'leaves';
  return stays >= turns ? 'stays' : 'turns';
}
