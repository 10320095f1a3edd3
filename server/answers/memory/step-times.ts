import { Step } from '#protocol/index.ts';
import type { AGUIEvent } from '../types.ts';

/** When a step ran, in milliseconds since the request arrived; null where it did not end. */
export interface StepTime {
  step: Step;
  startMs: number;
  endMs: number | null;
}

/** Reads from an answer's events when its steps ran. `elapsed`: milliseconds since the request arrived. */
export function createStepTimes(elapsed: () => number) {
  const times: StepTime[] = [];
  return {
    /** In the order in which they began. */
    times,
    observe(event: AGUIEvent): void {
      if (event.type === 'STEP_STARTED') {
        times.push({ step: Step.parse(event.stepName), startMs: elapsed(), endMs: null });
      } else if (event.type === 'STEP_FINISHED') {
        const open = times.find(({ step, endMs }) => step === event.stepName && endMs === null);
        if (open) open.endMs = elapsed();
      }
    },
  };
}
