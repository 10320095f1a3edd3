import { parentPort } from 'node:worker_threads';
import { type ReadFile, type ReadOptions, readFile } from './read.ts';

/** One file to read. `bytes` belongs to the worker from then on. */
export interface ReadRequest {
  file: string;
  bytes: Uint8Array;
  options: ReadOptions;
}
export type ReadReply = ReadFile;

parentPort?.on('message', async ({ file, bytes, options }: ReadRequest) => {
  const reply: ReadReply = await readFile(
    file,
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    options,
  );
  parentPort?.postMessage(reply);
});
