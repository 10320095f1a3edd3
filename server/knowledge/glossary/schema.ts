import { z } from 'zod';
import { alternatives, MAX_FORMS } from './forms.ts';
import { unitsOf } from './units.ts';

const sayable = (text: string) => unitsOf(text).length > 0;
const plain = z
  .string()
  .trim()
  .refine(sayable, 'nothing in it can be said')
  .refine((text) => !/[()|]/.test(text), 'alternatives in parentheses belong in "heard" or "except"');
const pattern = z
  .string()
  .trim()
  .refine(
    (text) => (alternatives(text) ?? []).length > 0,
    `parentheses do not match, stand inside others, or stand for more than ${MAX_FORMS} forms`,
  )
  .refine((text) => (alternatives(text) ?? []).every(sayable), 'nothing in it can be said');

/** One thing in one language. */
const Names = z.strictObject({
  /** As the guides write it. */
  term: plain,
  /** What else people call it, meaning the same. */
  words: z.array(plain).default([]),
  /** Words that mean more than the term: who says one may mean the term, who says the term does not mean them. */
  wider: z.array(plain).default([]),
  /**
   * Understood and never offered: turns of phrase, slips of speech recognition and of spelling. `(a|b|)c` stands for
   * ac, bc and c.
   */
  heard: z.array(pattern).default([]),
  /** Longer strings in which none of the above is meant. `(a|b|)c` as in `heard`. */
  except: z.array(pattern).default([]),
});

export const GlossaryEntry = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
    /**
     * Set where the thing is a person: it says for whom, not what. `family` are those who are mostly named in passing
     * ("my wife lost her card").
     */
    person: z.enum(['family', 'other']).optional(),
    zh: Names.optional(),
    en: Names.optional(),
  })
  .refine(({ zh, en }) => zh !== undefined || en !== undefined, 'has neither zh nor en');

export type GlossaryEntry = z.infer<typeof GlossaryEntry>;
