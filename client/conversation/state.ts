import { z } from 'zod';
import { AnswerStatus, Card, FeedbackReason, Locale, Source, Step, Utterance } from '#protocol/index.ts';

/** A checked sentence. It is shown as soon as it arrives; its utterance (sources, sound) may follow. */
const Sentence = z.object({
  kind: z.literal('sentence'),
  text: z.string(),
  utterance: Utterance.nullable(),
});
export type Sentence = z.infer<typeof Sentence>;

const Part = z.discriminatedUnion('kind', [
  Sentence,
  z.object({ kind: z.literal('card'), card: Card }),
  z.object({ kind: z.literal('notice'), code: z.string(), message: z.string() }),
]);
export type Part = z.infer<typeof Part>;

/**
 * Why a question has no (whole) answer. `offline`: the browser has no network; `unreachable`: the server does not
 * reply; `refused`: it replied with a Problem; `off`: the staff have switched answers off; `cut`: the answer broke
 * off; `failed`: the run reported an error.
 */
const TurnProblem = z.object({
  code: z.enum(['offline', 'unreachable', 'refused', 'off', 'cut', 'failed']),
  /** The server's own words to the citizen, where it said any. */
  message: z.string().nullable(),
  /** From when on it is worth trying again, in milliseconds since the epoch; null when nobody knows. */
  retryAtMs: z.number().nullable().default(null),
});
export type TurnProblem = z.infer<typeof TurnProblem>;

/** What the citizen thinks of an answer. A comment is sent, not kept. */
const Rating = z.object({ thumb: z.enum(['up', 'down']), reason: FeedbackReason.nullable() });
export type Rating = z.infer<typeof Rating>;

/** One question and what came of it. */
export const Turn = z.object({
  /** AG-UI `runId`. */
  id: z.string(),
  question: z.string(),
  locale: Locale,
  /** `interrupted`: the page went away in mid-answer. `stopped`: the citizen stopped it. */
  phase: z.enum(['running', 'done', 'stopped', 'interrupted', 'failed']),
  /** What the server is doing now, for the waiting citizen. */
  step: Step.nullable(),
  tool: z.boolean(),
  /** Nothing has come for a good while. */
  slow: z.boolean(),
  parts: z.array(Part),
  /** Heard and captioned, but no part of the answer: that AI speaks. */
  asides: z.array(Utterance).default([]),
  sources: z.array(Source),
  status: AnswerStatus.nullable(),
  problem: TurnProblem.nullable(),
  /** Set when she was silenced: nothing after this point was heard. */
  silencedAt: z.object({ utterance: z.string(), chars: z.int().min(0) }).nullable(),
  rating: Rating.nullable().default(null),
});
export type Turn = z.infer<typeof Turn>;

export interface ConversationState {
  threadId: string;
  turns: readonly Turn[];
}

export const newTurn = (id: string, question: string, locale: Locale): Turn => ({
  id,
  question,
  locale,
  phase: 'running',
  step: null,
  tool: false,
  slow: false,
  parts: [],
  asides: [],
  sources: [],
  status: null,
  problem: null,
  silencedAt: null,
  rating: null,
});

/** All that can be spoken of a turn, in order: what she says before the answer, then its sentences. */
export const utterancesOf = (turn: Turn): Utterance[] => [
  ...turn.asides,
  ...turn.parts.flatMap((part) => (part.kind === 'sentence' && part.utterance ? [part.utterance] : [])),
];

/**
 * Whether the citizen never heard this sentence, because she was silenced before it. False as long as nothing
 * was silenced.
 */
export function isUnheard(turn: Turn, sentence: Sentence): boolean {
  const at = turn.silencedAt;
  if (at === null) return false;
  const spoken = turn.parts.filter((part) => part.kind === 'sentence');
  const last = spoken.findIndex((part) => part.utterance?.id === at.utterance);
  const index = spoken.indexOf(sentence);
  return index > last || (index === last && at.chars === 0);
}
