import { z } from 'zod';

const text = z.string().trim().min(1);
const name = text.refine((value) => /[\p{L}\p{N}]/u.test(value), 'nothing in it can be said');
const names = z.array(name).min(3, 'fewer than 3 names: people must have other words for it');

/** A public matter that no guide of the hall covers, and who handles it. */
export const ElsewhereMatter = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  /** Which office or hotline to turn to, as it stands after “请您找” and “Please turn to”. */
  office: z.strictObject({ zh: text, en: text }),
  /** What people call it: the official name, everyday words, beginnings of questions. */
  zh: names,
  en: names,
});

export type ElsewhereMatter = z.infer<typeof ElsewhereMatter>;
