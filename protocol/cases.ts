import { z } from 'zod';
import { Locale } from './locale.ts';

/** Body of `POST /api/cases/grants`: what proves that a case is the citizen's own. */
export const GrantRequest = z.strictObject({
  /** `HC-2026-XXXX-XXXX-C`; spaces, lower case and look-alike letters are forgiven. */
  receipt: z.string().trim().min(1).max(40),
  /** Last four characters of the applicant's ID number. */
  idLast4: z
    .string()
    .trim()
    .regex(/^[0-9]{3}[0-9Xx]$/),
  locale: Locale.default('zh'),
});
export type GrantRequest = z.infer<typeof GrantRequest>;

/** Reply: the grant itself lives in the session cookie's server-side record, never in the page. */
export const Grant = z.object({
  receiptTail: z.string(),
  expiresAt: z.iso.datetime({ offset: true }),
});
export type Grant = z.infer<typeof Grant>;
