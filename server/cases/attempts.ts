import { isIPv6 } from 'node:net';
import type { Kysely } from 'kysely';
import type { CaseAttemptTable, Database } from '#server/store/index.ts';

/** Failed tries that one receipt or one address may make within the window. */
export const MAX_ATTEMPTS = 5;
export const ATTEMPT_WINDOW_MS = 15 * 60_000;

/** What a try is counted under: digests, so that the table tells no receipt and no address. */
export type AttemptKey = Pick<CaseAttemptTable, 'kind' | 'key'>;

/** Forgets the tries that no longer count. */
export async function pruneAttempts(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('case_attempt').where('at', '<=', windowStart(now)).execute();
}

/** How long this key must wait before its next try, in milliseconds; 0 when it may try now. */
export async function waitMs(db: Kysely<Database>, { kind, key }: AttemptKey, now: Date): Promise<number> {
  const attempts = await db
    .selectFrom('case_attempt')
    .select('at')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('at', '>', windowStart(now))
    .orderBy('at', 'desc')
    .limit(MAX_ATTEMPTS)
    .execute();
  const oldest = attempts[MAX_ATTEMPTS - 1];
  return oldest === undefined ? 0 : Date.parse(oldest.at) + ATTEMPT_WINDOW_MS - now.getTime();
}

export async function recordAttempts(
  db: Kysely<Database>,
  keys: readonly AttemptKey[],
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await db
    .insertInto('case_attempt')
    .values(keys.map(({ kind, key }) => ({ kind, key, at })))
    .execute();
}

/**
 * The network whose tries count together: an IPv4 address, also one written as IPv6, or the /64 that one IPv6
 * subscriber holds, who could otherwise take a fresh address for every try.
 */
export function network(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:([0-9.]+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = [...left, ...gap, ...right].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function windowStart(now: Date): string {
  return new Date(now.getTime() - ATTEMPT_WINDOW_MS).toISOString();
}
