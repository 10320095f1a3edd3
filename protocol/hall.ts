import { z } from 'zod';

/** `GET /api/hall`: what the page must know before anything is asked. */
export const Hall = z.object({
  /** False while staff have switched her answers off. */
  answering: z.boolean(),
  /** What staff say about it, in the language asked for; null while she answers. */
  notice: z.string().nullable(),
});
export type Hall = z.infer<typeof Hall>;
