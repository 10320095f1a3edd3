import cliProgress from 'cli-progress';

/** A step that takes longer than this shows a bar. */
const QUIET_MS = 2000;

/**
 * Runs one step of a command: prints one line when it is done and, on a terminal, a bar while it takes over
 * two seconds. `work` reports how far it is (0..1) and returns a short word on what came out.
 */
export async function step<T>(
  label: string,
  work: (report: (fraction: number) => void) => Promise<T>,
  describe: (result: T) => string = () => 'done',
): Promise<T> {
  const began = performance.now();
  let fraction = 0;
  const bar = new cliProgress.SingleBar({
    format: `  ${label} {bar} {percentage}%`,
    clearOnComplete: true,
    hideCursor: true,
    noTTYOutput: false,
  });
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    bar.start(100, Math.round(fraction * 100));
  }, QUIET_MS);
  const report = (value: number) => {
    fraction = Math.min(1, Math.max(fraction, value));
    if (shown) bar.update(Math.round(fraction * 100));
  };
  try {
    const result = await work(report);
    clearTimeout(timer);
    if (shown) bar.stop();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`✓ ${label}: ${describe(result)} (${seconds} s)\n`);
    return result;
  } catch (error) {
    clearTimeout(timer);
    if (shown) bar.stop();
    console.error(`✗ ${label}`);
    throw error;
  }
}
