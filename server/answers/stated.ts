import type { Guide } from '#server/knowledge/index.ts';

type Field = NonNullable<Guide['unstated']>[number];

/** Whether a field of a guide has facts; what an imported source leaves unsaid only fills the format. */
export const isStated = ({ unstated }: Guide, field: Field): boolean => !unstated?.includes(field);
