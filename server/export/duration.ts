import type { TimeLimit } from '#protocol/index.ts';

/**
 * A time limit as an ISO 8601 duration (`xsd:duration`). The standard knows no working days, so those become the
 * calendar days of as many five-day weeks, rounded up, public holidays not counted: `5 workdays` → `P7D`. On the spot is `PT0S`.
 */
export function isoDuration(limit: TimeLimit): string {
  if (limit === 'immediate') return 'PT0S';
  const [count = '', unit = ''] = limit.split(' ');
  if (unit.startsWith('hour')) return `PT${count}H`;
  const days = unit.startsWith('workday') ? Math.ceil((Number(count) * 7) / 5) : Number(count);
  return `P${days}D`;
}
