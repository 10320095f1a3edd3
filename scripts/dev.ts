import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { buildStale } from './build/index.ts';

// The pages come from Vite with hot replacement; the server restarts when a file of it changes.
await buildStale();
const server = spawn(
  process.execPath,
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/main.ts'],
  {
    stdio: 'inherit',
  },
);
const vite = await createServer();
await vite.listen();
vite.printUrls();

async function stop(): Promise<void> {
  server.kill('SIGTERM');
  await vite.close();
  process.exit(0);
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
server.once('exit', (code) => process.exit(code ?? 1));
