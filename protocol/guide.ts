import { z } from 'zod';
import { Locale } from './locale.ts';

const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const anchorId = z.string().regex(/^[a-z][a-z0-9-]*$/);
const day = z.iso.date();

/** `20 workdays`, `3 days`, `immediate` (on the spot). */
export const TimeLimit = z
  .string()
  .regex(
    /^(immediate|[1-9][0-9]* (workdays?|days?|hours?))$/,
    'immediate, or a number with workdays, days or hours',
  );
export type TimeLimit = z.infer<typeof TimeLimit>;

export const GuideChannel = z.enum(['window', 'web', 'mobile', 'kiosk', 'post']);
export const MaterialSource = z.enum(['applicant', 'shared-data', 'issued-on-site']);
export const Delivery = z.enum(['pickup', 'post', 'e-certificate']);

/** Front matter of a guide: the data items of GB/T 39046-2020 under short English keys. */
export const GuideFields = z.strictObject({
  id: slug,
  lang: Locale,
  name: text,
  /** One or two sentences: what it is and what comes of it. */
  summary: text,
  aliases: z.array(text),
  kind: z.enum(['item', 'bundle']),
  includes: z.array(slug).default([]),
  status: z.enum(['draft', 'active', 'suspended', 'retired']),
  effective: z.strictObject({ from: day, to: day.optional() }),
  authority: z.strictObject({ name: text, joint: z.array(text).default([]) }),
  audience: z.array(z.enum(['person', 'business'])).min(1),
  life_event: slug,
  handling: z.strictObject({
    channels: z.array(GuideChannel).min(1),
    /** How often one must come in person. */
    visits: z.int().min(0).max(5),
    appointment: z.boolean(),
    express: z.boolean(),
    online: z.string().startsWith('/').nullable(),
    notes: text.optional(),
  }),
  time_limit: z.strictObject({ legal: TimeLimit, promised: TimeLimit, notes: text.optional() }),
  conditions: z.array(z.strictObject({ id: anchorId, text })).min(1),
  materials: z
    .array(
      z.strictObject({
        id: anchorId,
        name: text,
        required: z.boolean(),
        when: text.nullable(),
        originals: z.int().min(0).max(10),
        copies: z.int().min(0).max(10),
        source: MaterialSource,
        deferrable: z.boolean(),
        notes: text.optional(),
      }),
    )
    .min(1),
  steps: z
    .array(z.strictObject({ id: anchorId, name: text, by: text, limit: TimeLimit.optional(), text }))
    .min(1),
  /** [] = free. `amount` in minor units (分), or null when the text gives a range. */
  fees: z.array(
    z.strictObject({
      name: text,
      amount: z.int().min(0).nullable(),
      basis: text,
      waiver: text.optional(),
      notes: text.optional(),
    }),
  ),
  result: z.strictObject({
    name: text,
    delivery: z.array(Delivery).min(1),
    validity: text.optional(),
    notes: text.optional(),
  }),
  locations: z.array(z.strictObject({ name: text, address: text, hours: text, phone: text })).min(1),
  contacts: z.strictObject({ consult: text, complaint: text }),
  legal_basis: z
    .array(z.strictObject({ title: text, article: text.optional(), url: z.url().optional() }))
    .min(1),
  /** As people ask; indexed, never shown. */
  questions: z.array(text),
  related: z.array(slug).default([]),
  /** The guide that has taken the place of this one, which is retired or suspended: who asks for it is told so. */
  superseded_by: slug.optional(),
  source: z.strictObject({ owner: text, reviewed: day, review_by: day }),
  /**
   * Anchors of fields that the published source leaves unsaid: what stands there only fills the format and is no fact.
   * Set by imports; a guide written or approved by a curator has none.
   */
  unstated: z
    .array(
      z.enum([
        'summary',
        'conditions',
        'materials',
        'steps',
        'fees',
        'time_limit',
        'locations',
        'handling',
        'result',
        'contacts',
        'legal_basis',
      ]),
    )
    .optional(),
});
export type GuideFields = z.infer<typeof GuideFields>;

/** A citable part of a guide: a field (`materials`, `fees`, `time_limit`…) or an H2 section of its body. */
export const GuideSection = z.object({ anchor: z.string(), title: z.string(), text: z.string() });
export type GuideSection = z.infer<typeof GuideSection>;

/** Reply of `GET /api/guides/:id?lang=`. */
export const GuideReply = GuideFields.omit({ questions: true, aliases: true }).extend({
  /** Digest of the file: changes whenever a word does. */
  version: z.string(),
  sections: z.array(GuideSection),
});
export type GuideReply = z.infer<typeof GuideReply>;
