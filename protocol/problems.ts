import { z } from 'zod';

/** Body of every reply that is not 2xx. `message` is written for the person who caused it, in their language. */
export const Problem = z.object({
  code: z.enum([
    'bad_request',
    'message_empty',
    'message_too_long',
    'not_found',
    'case_not_verified',
    'too_many_attempts',
    'too_large',
    'unsupported_media',
    'too_many_questions',
    'answers_off',
    'unauthorized',
    'busy',
    'not_configured',
    'unavailable',
    'internal',
  ]),
  message: z.string(),
  /** For developers: which field, which value, which limit. Never personal data. */
  details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
