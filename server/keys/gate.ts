import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Admission, ApiKey, Keys, Quota, Scope } from './types.ts';

const MINUTE_S = 60;
const DAY_S = 24 * 3600;

export interface Gate {
  /** Whether a key's text may be used for this now. Each request let in counts towards the key's limits. */
  admit(text: string, scope: Scope): Promise<Admission>;
}

const quota = (limit: number, { consumedPoints, msBeforeNext }: RateLimiterRes): Quota => ({
  limit,
  remaining: Math.max(0, limit - consumedPoints),
  resetS: Math.ceil(msBeforeNext / 1000),
});

/**
 * Lets programs in by their keys, each within its own limits. Windows begin with the first request in them and are
 * counted in memory: a restart begins them anew.
 */
export function createGate(keys: Pick<Keys, 'verify'>): Gate {
  // Limits differ by key, so the limiters only count.
  const minutes = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: MINUTE_S });
  const days = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: DAY_S });

  async function count({ id, perMinute, perDay }: ApiKey): Promise<{ ok: boolean; quota: Quota }> {
    const inMinute = await minutes.penalty(id);
    const minute = quota(perMinute, inMinute);
    if (inMinute.consumedPoints > perMinute) return { ok: false, quota: minute };
    const inDay = await days.penalty(id);
    const day = quota(perDay, inDay);
    if (inDay.consumedPoints > perDay) return { ok: false, quota: day };
    return { ok: true, quota: day.remaining < minute.remaining ? day : minute };
  }

  return {
    async admit(text, scope) {
      const key = await keys.verify(text);
      if (key === undefined) return { ok: false, reason: 'unknown' };
      if (!key.scopes.includes(scope)) return { ok: false, reason: 'out_of_scope' };
      const counted = await count(key);
      return counted.ok
        ? { ok: true, key, quota: counted.quota }
        : { ok: false, reason: 'too_many', quota: counted.quota };
    },
  };
}
