/** One field that differs; null where one side does not have it. Values that are not text are JSON. */
export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Leaves of a value by dotted path; empty lists and objects count as leaves. */
function leaves(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0)
    for (const [key, held] of Object.entries(value)) leaves(held, path === '' ? key : `${path}.${key}`, into);
  else if (value !== undefined && path !== '') into.set(path, shown(value));
  return into;
}

/** Where two values differ, leaf by leaf, in the order in which they stand. */
export function differences(before: unknown, after: unknown): Difference[] {
  const from = leaves(before, '', new Map());
  const to = leaves(after, '', new Map());
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((field) => from.get(field) !== to.get(field))
    .map((field) => ({ field, before: from.get(field) ?? null, after: to.get(field) ?? null }));
}
