import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { network } from '#server/cases/index.ts';
import type { Config } from '#server/config.ts';

export interface QuestionLimits {
  /**
   * Counts one question of a session at an address.
   * @returns seconds until the next may be asked when this is one too many; null when it may be answered.
   */
  count(asker: { session: string; address: string }): Promise<number | null>;
}

const MINUTE_S = 60;
const DAY_S = 24 * 3600;
const UNLIMITED: QuestionLimits = { count: async () => null };

async function consume(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/** Seconds to wait where all is spent already, without counting. */
async function spent(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  const counted = await limiter.get(key);
  if (counted === null || counted.consumedPoints < limiter.points) return null;
  return Math.max(1, Math.ceil(counted.msBeforeNext / 1000));
}

/**
 * Limits of citizens' questions, null for none. Windows begin with the first question in them and are counted in memory:
 * a restart begins them anew. A session is only a cookie, which may be thrown away: the address is what holds.
 */
export function createQuestionLimits(limits: Config['limits']['questions']): QuestionLimits {
  if (limits === null) return UNLIMITED;
  const { session, address } = limits;
  const by = (points: number, duration: number) => new RateLimiterMemory({ points, duration });
  const ofSession = [by(session.perMinute, MINUTE_S), by(session.perDay, DAY_S)];
  const ofAddress = [by(address.perMinute, MINUTE_S), by(address.perDay, DAY_S)];
  return {
    async count(asker) {
      const from = network(asker.address);
      // Looked at first: whoever sends no cookie has a new session each time, and each would be remembered for a day.
      for (const limiter of ofAddress) {
        const wait = await spent(limiter, from);
        if (wait !== null) return wait;
      }
      // One who asks too much alone takes nothing from those who share the address.
      for (const limiter of ofSession) {
        const wait = await consume(limiter, asker.session);
        if (wait !== null) return wait;
      }
      for (const limiter of ofAddress) {
        const wait = await consume(limiter, from);
        if (wait !== null) return wait;
      }
      return null;
    },
  };
}
