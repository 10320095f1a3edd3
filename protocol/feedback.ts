import { z } from 'zod';

/** Why an answer did not help. */
export const FeedbackReason = z.enum([
  'wrong',
  'not_my_question',
  'unclear',
  'too_long',
  'out_of_date',
  'other',
]);
export type FeedbackReason = z.infer<typeof FeedbackReason>;

/** Body of `POST /api/answers/feedback`: a thumb for an answer of one's own; a later one replaces it. */
export const Feedback = z.strictObject({
  threadId: z.string().min(1).max(100),
  runId: z.string().min(1).max(100),
  rating: z.enum(['up', 'down']),
  reason: FeedbackReason.nullable().default(null),
  /** Kept without personal data. */
  comment: z.string().trim().max(500).default(''),
});
export type Feedback = z.infer<typeof Feedback>;
