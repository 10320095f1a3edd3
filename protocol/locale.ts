import { z } from 'zod';

/** The two languages of the hall. `zh` is written in simplified characters. */
export const Locale = z.enum(['zh', 'en']);
export type Locale = z.infer<typeof Locale>;
