import type { GuideFields, TimeLimit } from '#protocol/index.ts';

/** A rule broken: `path` names the field at fault. */
export interface BrokenRule {
  path: readonly (string | number)[];
  message: string;
}

/** Calendar days in a unit. Five working days are a week, so one is 7/5 of a calendar day. */
const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, workday: 7 / 5 };

/** Length of a time limit in calendar days, for comparing; on the spot is 0. */
export function calendarDays(limit: TimeLimit): number {
  if (limit === 'immediate') return 0;
  const [count, unit = ''] = limit.split(' ');
  return Number(count) * (DAYS[unit.replace(/s$/, '')] ?? Number.NaN);
}

function repeated(list: 'conditions' | 'materials' | 'steps', fields: GuideFields): BrokenRule[] {
  const ids = fields[list].map((item) => item.id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [{ path: [list, index, 'id'], message: `"${id}" is used twice in ${list}` }]
      : [],
  );
}

/** What must hold inside one guide beyond the shape of its fields. */
export function brokenRules(fields: GuideFields): BrokenRule[] {
  const broken: BrokenRule[] = [];
  const { legal, promised } = fields.time_limit;
  if (calendarDays(promised) > calendarDays(legal))
    broken.push({
      path: ['time_limit', 'promised'],
      message: `the promised limit "${promised}" is longer than the legal limit "${legal}"`,
    });
  const { from, to } = fields.effective;
  if (to !== undefined && to < from)
    broken.push({ path: ['effective', 'to'], message: `"${to}" is before effective.from "${from}"` });
  const { reviewed, review_by } = fields.source;
  if (review_by < reviewed)
    broken.push({
      path: ['source', 'review_by'],
      message: `"${review_by}" is before source.reviewed "${reviewed}"`,
    });
  if (fields.superseded_by !== undefined && fields.status === 'active')
    broken.push({
      path: ['superseded_by'],
      message: 'an active guide has not been superseded; set status: retired, or remove superseded_by',
    });
  if (fields.kind === 'item' && fields.includes.length > 0)
    broken.push({ path: ['includes'], message: 'only a bundle includes other guides; set kind: bundle' });
  return [
    ...broken,
    ...repeated('conditions', fields),
    ...repeated('materials', fields),
    ...repeated('steps', fields),
  ];
}

/** Entries of `includes`, `related` and `superseded_by` that name no guide of `known`, or the guide itself. */
export function unresolved(fields: GuideFields, known: ReadonlySet<string>): BrokenRule[] {
  const broken = (id: string, path: BrokenRule['path']): BrokenRule[] => {
    if (id === fields.id) return [{ path, message: `"${id}" is this guide itself` }];
    if (known.has(id)) return [];
    return [{ path, message: `no guide "${id}" in this language; add it or remove the id` }];
  };
  const { superseded_by: successor } = fields;
  return [
    ...(['includes', 'related'] as const).flatMap((key) =>
      fields[key].flatMap((id, index) => broken(id, [key, index])),
    ),
    ...(successor === undefined ? [] : broken(successor, ['superseded_by'])),
  ];
}
