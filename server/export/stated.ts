import type { GuideFields } from '#protocol/index.ts';

export type FieldAnchor = NonNullable<GuideFields['unstated']>[number];

/** Whether a field holds facts: imports fill fields that their source leaves out, and an export must not pass those on. */
export const isStated = (guide: Pick<GuideFields, 'unstated'>, field: FieldAnchor): boolean =>
  !(guide.unstated ?? []).includes(field);
