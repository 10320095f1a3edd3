export interface DailyBudget {
  /** Whether anything is left of today's. */
  left(): boolean;
  /** Takes one. What is begun may be finished, so it may go below nothing. */
  spend(): void;
}

const DAY_MS = 24 * 3600 * 1000;
/** China has one time and no summer time. */
const CHINA_OFFSET_MS = 8 * 3600 * 1000;

/**
 * So many a day, by China's calendar; null for as many as may be. Counted in memory: a restart begins the day anew.
 */
export function createDailyBudget(perDay: number | null, now: () => Date): DailyBudget {
  let day = Number.NaN;
  let spent = 0;
  const today = () => {
    const current = Math.floor((now().getTime() + CHINA_OFFSET_MS) / DAY_MS);
    if (current !== day) spent = 0;
    day = current;
  };
  return {
    left() {
      today();
      return perDay === null || spent < perDay;
    },
    spend() {
      today();
      spent += 1;
    },
  };
}
