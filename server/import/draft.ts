import { stringify } from 'yaml';
import { z } from 'zod';
import { GuideFields } from '#protocol/index.ts';

const { shape } = GuideFields;
const id = shape.conditions.element.shape.id;

/**
 * A guide as far as its source tells it: the keys of `GuideFields`, each as strict as there, but only what names the
 * guide is demanded. Never served; a curator completes it.
 */
export const GuideDraft = GuideFields.omit({ unstated: true })
  .partial()
  .extend({
    id: shape.id,
    lang: shape.lang,
    name: shape.name,
    status: z.literal('draft'),
    includes: z.array(shape.id).optional(),
    related: z.array(shape.id).optional(),
    effective: shape.effective.partial().optional(),
    authority: shape.authority
      .extend({ joint: z.array(z.string().min(1)).optional() })
      .partial()
      .optional(),
    handling: shape.handling.partial().optional(),
    time_limit: shape.time_limit.partial().optional(),
    materials: z
      .array(shape.materials.element.partial().extend({ id, name: shape.name }))
      .min(1)
      .optional(),
    steps: z
      .array(shape.steps.element.partial().extend({ id, text: shape.name }))
      .min(1)
      .optional(),
    fees: z.array(shape.fees.element.partial()).optional(),
    result: shape.result.partial().optional(),
    locations: z.array(shape.locations.element.partial()).min(1).optional(),
    contacts: shape.contacts.partial().optional(),
    source: shape.source.partial().optional(),
  })
  .strict();
export type GuideDraft = z.infer<typeof GuideDraft>;

/**
 * What an active guide must have and the draft does not, as dotted paths in the order of the schema; empty when it
 * only waits for approval. Read from `GuideFields` each time, so it cannot differ from what the loader demands.
 */
export function missingOf(draft: GuideDraft): string[] {
  const { issues = [] } = GuideFields.safeParse(draft).error ?? {};
  const found = new Set(issues.map((issue) => issue.path.join('.')));
  const order = Object.keys(shape);
  const place = (path: string) => order.indexOf(path.split('.')[0] ?? '');
  return [...found].sort((a, b) => place(a) - place(b));
}

/** The file of a guide or draft: front matter in the order of the schema, then the body. */
export function guideFileText(fields: Readonly<Record<string, unknown>>, body: string): string {
  const ordered = Object.fromEntries(
    Object.keys(shape).flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]])),
  );
  const yaml = stringify(ordered, { lineWidth: 0, aliasDuplicateObjects: false });
  return `---\n${yaml}---\n${body === '' ? '' : `\n${body.trim()}\n`}`;
}
