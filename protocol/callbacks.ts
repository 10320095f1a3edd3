import { z } from 'zod';
import { Locale } from './locale.ts';

/** Body of `POST /api/callbacks`: the citizen asks to be called. */
export const CallbackRequest = z.strictObject({
  threadId: z.string().min(1).max(100),
  locale: Locale,
  /** Mainland mobile number or landline with area code; spaces and hyphens are taken out. */
  phone: z.string().trim().min(7).max(24),
  topic: z.string().trim().max(200).default(''),
  guide: z.string().max(80).nullable().default(null),
});
export type CallbackRequest = z.infer<typeof CallbackRequest>;

/** A call back that has been asked for, as the citizen sees it. */
export const Callback = z.object({
  /** To name it by at the window: short, easy to say, tells nothing of the citizen. */
  number: z.string(),
  /** How many are before it and itself: 1 is next. */
  place: z.int().min(1),
  /** When the call can be expected by. */
  callBy: z.iso.datetime({ offset: true }),
  /** End of the phone number, to recognise it by. */
  phoneTail: z.string(),
});
export type Callback = z.infer<typeof Callback>;
