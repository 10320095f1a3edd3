import { readFile } from 'node:fs/promises';
import { type ReadOptions, readGuides } from './read.ts';
import { refusal } from './refuse.ts';
import type { ImportedGuide, Refusal } from './types.ts';

/** One file to read, by where it lies and under which name it is known. */
export interface ReadRequest {
  path: string;
  file: string;
  options: ReadOptions;
}

/** What was read, in parts small enough that taking one up stops nobody; `last` ends the file. */
export interface ReadReply {
  guides: ImportedGuide[];
  refused: Refusal[];
  last: boolean;
}

/** Guides a message: some 100 kB. */
const PART = 50;

async function answer({ path, file, options }: ReadRequest): Promise<void> {
  const { guides, refused } = await readFile(path).then(
    (bytes) => readGuides(file, bytes, options),
    (error: NodeJS.ErrnoException) => ({
      guides: [],
      refused: [refusal('unreadable', { file, line: 1 }, error.code)],
    }),
  );
  for (let at = 0; at === 0 || at < Math.max(guides.length, refused.length); at += PART) {
    const reply: ReadReply = {
      guides: guides.slice(at, at + PART),
      refused: refused.slice(at, at + PART),
      last: at + PART >= Math.max(guides.length, refused.length),
    };
    await new Promise((resolve) => process.send?.(reply, resolve));
  }
}

process.on('message', (request: ReadRequest) => void answer(request));
process.on('disconnect', () => process.exit());
