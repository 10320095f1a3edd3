import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Log } from '../log.ts';

/** A folder that is gone after the test file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yunting-speech-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a script that stands in for the speech program and returns its path. */
export async function program(source: string): Promise<string> {
  const path = join(await temporaryFolder(), 'program.mjs');
  await writeFile(path, source);
  return path;
}

/** Speaks frames: `send(header, pcm?)`, and calls `onRequest(request)` for each request that comes in. */
export const FRAMES = `
const send = (header, pcm = Buffer.alloc(0)) => {
  const json = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(json.length);
  process.stdout.write(Buffer.concat([size, json, pcm]));
};
const serve = (onRequest) => {
  let pending = Buffer.alloc(0);
  process.stdin.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32LE()) {
      const end = 4 + pending.readUInt32LE();
      const request = JSON.parse(pending.subarray(4, end).toString());
      pending = pending.subarray(end);
      onRequest(request);
    }
  });
  process.stdin.on('end', () => process.exit(0));
  send({ ready: true, sampleRate: 22050 });
};
`;

export interface RecordedLog extends Log {
  lines: { level: 'warn' | 'error'; fields: object; message: string }[];
}

export function recordedLog(): RecordedLog {
  const lines: RecordedLog['lines'] = [];
  return {
    lines,
    warn: (fields, message) => lines.push({ level: 'warn', fields, message }),
    error: (fields, message) => lines.push({ level: 'error', fields, message }),
  };
}
