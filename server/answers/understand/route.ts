import { z } from 'zod';

/**
 * What an utterance is, whoever classifies it: the offline classifier and a language model use the same labels.
 * `question` asks about a service, `follow_up` about the one in hand; `status` how one's own application stands;
 * `apply` wishes to apply or book here and now; `courtesy` greets, thanks, says goodbye or asks who she is; `person`
 * wants a human being; `complaint` is about the hall or its staff; `crisis` speaks of danger to life; `out_of_scope` is
 * nothing an office deals with; `abuse` insults or plays with her; `unclear` cannot be understood.
 */
export const Route = z.enum([
  'question',
  'follow_up',
  'status',
  'apply',
  'courtesy',
  'person',
  'complaint',
  'crisis',
  'out_of_scope',
  'abuse',
  'unclear',
]);
export type Route = z.infer<typeof Route>;
