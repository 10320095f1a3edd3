import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningApp {
  baseUrl: string;
  /** Process of the server. */
  pid: number;
  stop(): Promise<void>;
}

const exited = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/**
 * The server as people run it, in a process of its own with empty data, on a free port.
 * @param launcher a program that becomes the server with its arguments, such as `taskset -c 0`.
 * @throws when it ends before it listens; the error carries what it printed.
 */
export async function startApp(
  env: Readonly<Record<string, string>> = {},
  launcher: readonly string[] = [],
): Promise<RunningApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yunting-bench-'));
  const [program = process.execPath, ...args] = [
    ...launcher,
    process.execPath,
    '--import',
    'tsx',
    'server/main.ts',
  ];
  const child = spawn(program, args, {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const baseUrl = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /Yunting is open: (http\S+)/.exec(printed)?.[1];
      if (url) resolve(url);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code}:\n${printed}`)));
  });
  return {
    baseUrl,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await exited(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
