import type { Guide } from '#server/knowledge/index.ts';

/** What most people come to a hall for, in that order; a hall without a guide for one of them passes it over. */
const USUAL = ['id-card-renewal', 'social-security-card', 'residence-permit', 'housing-fund-withdrawal'];

/** Services to offer when nothing tells what is wanted: the usual ones, others where these are missing. */
export function usual(guides: readonly Guide[]): Guide[] {
  const known = USUAL.flatMap((id) => guides.find((guide) => guide.id === id) ?? []);
  const others = guides.filter((guide) => !known.includes(guide));
  return [...known, ...others].slice(0, USUAL.length);
}
