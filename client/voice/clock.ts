/** What an AudioContext says of its clock at one moment. */
export interface ClockReading {
  /** `AudioContext.currentTime`, seconds. */
  currentTime: number;
  /** `AudioContext.outputLatency`, seconds; absent in older Safari. */
  outputLatency?: number | undefined;
  /** `AudioContext.baseLatency`, seconds. */
  baseLatency?: number | undefined;
  /** `AudioContext.getOutputTimestamp()`; absent or all zero where the browser does not know. */
  timestamp?: { contextTime?: number | undefined; performanceTime?: number | undefined } | undefined;
}

/**
 * Output timestamps further behind the context than this are taken for nonsense: Bluetooth speakers stay below
 * half a second.
 */
const LONGEST_OUTPUT_S = 1;

/**
 * Context time of the sample that leaves the loudspeaker at `nowMs` (`performance.now()`), in seconds. The output
 * timestamp is carried forward to `nowMs`; where there is none, the reported latency is taken off `currentTime`.
 * Never later than `currentTime`: what is not rendered cannot be heard.
 */
export function heardTime(reading: ClockReading, nowMs: number): number {
  const { currentTime, timestamp } = reading;
  const contextTime = timestamp?.contextTime ?? 0;
  const performanceTime = timestamp?.performanceTime ?? 0;
  if (contextTime > 0 && performanceTime > 0) {
    const carried = contextTime + (nowMs - performanceTime) / 1000;
    if (carried > currentTime - LONGEST_OUTPUT_S) return Math.min(carried, currentTime);
  }
  const latency = reading.outputLatency || reading.baseLatency || 0;
  return Math.max(0, currentTime - latency);
}
