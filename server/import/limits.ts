import type { Limits } from './types.ts';

const MB = 1024 * 1024;

/**
 * Far above any real service guide and far below what a small server minds: the 2,000 guides of a whole city are
 * 3 MB of text, a guide in Word with pictures 10 MB.
 */
export const LIMITS: Limits = {
  fileBytes: 50 * MB,
  fileMs: 60_000,
  heapMb: 512,
  inflatedBytes: 200 * MB,
  // Sheets of equal cells reach 50; deflate itself ends at 1,032.
  inflateRatio: 200,
  zipEntries: 5000,
  records: 20_000,
  pages: 500,
  depth: 100,
  files: 10_000,
};
