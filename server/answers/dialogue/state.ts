import { z } from 'zod';
import { Aspect } from '#server/knowledge/index.ts';

/** Something the citizen has told of themselves, in their own words without personal data. */
const Circumstance = z.object({
  /** The utterance that told it. */
  text: z.string(),
  /** Guide in hand when it was told; null before any. */
  guide: z.string().nullable(),
});
export type Circumstance = z.infer<typeof Circumstance>;

/** Where a conversation stands after an exchange; kept with it. Every field has a default, so that older rows read. */
export const DialogueState = z.object({
  /** The question that the conversation goes on about, and what it asks for; null before the first. */
  asked: z
    .object({ text: z.string(), aspects: z.array(Aspect) })
    .nullable()
    .default(null),
  /** What the citizen has told of themselves so far, oldest first. */
  circumstances: z.array(Circumstance).default([]),
  /** Guides or branches offered in the last clarifying question, in the order shown; empty when none stands open. */
  offered: z.array(z.object({ guide: z.string(), say: z.string(), label: z.string() })).default([]),
  /** Clarifying questions in a row. */
  clarified: z.int().min(0).default(0),
  /** The list being gone through ("next step", "the third one"): its section and the last item that was told, from 1. */
  place: z
    .object({ guide: z.string(), section: z.string(), item: z.int().min(0) })
    .nullable()
    .default(null),
  /** How fast she speaks. */
  pace: z.enum(['normal', 'slow']).default('normal'),
});
export type DialogueState = z.infer<typeof DialogueState>;

/** Circumstances kept: what was said long ago seldom counts. */
const MAX_CIRCUMSTANCES = 8;

/** The circumstances with one more, told once. */
export function withCircumstance(circumstances: readonly Circumstance[], told: Circumstance): Circumstance[] {
  const others = circumstances.filter(({ text }) => text !== told.text);
  return [...others, told].slice(-MAX_CIRCUMSTANCES);
}

export const NO_DIALOGUE: DialogueState = DialogueState.parse({});
