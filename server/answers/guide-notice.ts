import type { Guide } from '#server/knowledge/index.ts';

/** What must be said about a guide itself: its review is overdue, the service is suspended, another took its place. */
export type GuideNotice = 'review_due' | 'suspended' | 'superseded';

/**
 * What to say about a guide before or instead of answering from it; null when there is nothing to say. That another
 * guide took its place helps more than that it is suspended, and both stop an answer, which an overdue review does not.
 * @param today ISO date in the city.
 */
export function guideNotice(
  { status, superseded_by, source }: Pick<Guide, 'status' | 'superseded_by' | 'source'>,
  today: string,
): GuideNotice | null {
  if (status !== 'active' && superseded_by !== undefined) return 'superseded';
  if (status === 'suspended') return 'suspended';
  return source.review_by < today ? 'review_due' : null;
}
