import { z } from 'zod';
import { AnswerStatus, Source } from './answers.ts';
import { Locale } from './locale.ts';

/** `GET /api/conversations/:threadId`: a thread of one's own as it is kept, without personal data, oldest first. */
export const Conversation = z.object({
  threadId: z.string(),
  exchanges: z.array(
    z.object({
      runId: z.string(),
      askedAt: z.iso.datetime({ offset: true }),
      locale: Locale,
      question: z.string(),
      /** What was said, as far as it was heard. */
      text: z.string(),
      status: AnswerStatus,
      sources: z.array(Source),
    }),
  ),
});
export type Conversation = z.infer<typeof Conversation>;
