import { createGuidesReader, type LoadedGuides } from './reader.ts';

export { createGuidesReader, type GuidesReader, type LoadedGuides } from './reader.ts';

/**
 * Reads every `*.md` file of a folder once.
 * @param today ISO date, for reviews that are due.
 */
export const loadGuides = (guidesDir: string, today: string): Promise<LoadedGuides> =>
  createGuidesReader(guidesDir).read(today);
