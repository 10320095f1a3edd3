import { existsSync } from 'node:fs';
import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { ConfigError, loadConfig } from './config.ts';
import { step } from './progress.ts';
import { StoreError } from './store/index.ts';

/** Longest wait for open answers when the process is asked to end, in milliseconds. */
const CLOSE_DELAY_MS = 5000;

/** Ends the process with one clear line for what its operator can mend; all else keeps its stack. */
function refuse(error: unknown): never {
  const isMendable =
    error instanceof ConfigError ||
    error instanceof StoreError ||
    (error instanceof Error && 'syscall' in error);
  console.error(isMendable ? error.message : error);
  process.exit(1);
}

function readConfig() {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    return loadConfig(process.env);
  } catch (error) {
    refuse(error);
  }
}

const config = readConfig();
// LangChain would send every question and answer to a tracing service where these happen to be set.
for (const name of [
  'LANGSMITH_TRACING',
  'LANGSMITH_TRACING_V2',
  'LANGCHAIN_TRACING',
  'LANGCHAIN_TRACING_V2',
]) {
  delete process.env[name];
}
const { server, guideProblems, demoCases } = await step(
  'guides',
  (report) => buildApp(config, { onIndexProgress: report }),
  ({ guideCount }) => `${guideCount} read and indexed`,
).catch(refuse);
closeWithGrace({ delay: CLOSE_DELAY_MS }, async ({ err }) => {
  if (err) server.log.error(err);
  await server.close();
});

const print = (line: string) => process.stdout.write(`${line}\n`);
for (const { file, line, field, message } of guideProblems) print(`! ${file}:${line} ${field}: ${message}`);
if (demoCases.length > 0) {
  print('Demonstration cases (receipt, last 4 of the ID number, state), shown this once:');
  for (const { receipt, idLast4, service, state } of demoCases)
    print(`  ${receipt}  ${idLast4}  ${service} (${state})`);
}
try {
  await server.listen({ host: config.host, port: config.port });
} catch (error) {
  await server.close();
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) refuse(error);
  refuse(
    new ConfigError(
      `Port ${config.port} of ${config.host} is taken. Choose another one: PORT=8081 npm start`,
    ),
  );
}
const address = server.addresses().find((bound) => typeof bound === 'object');
print(
  `Yunting is open: http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${address?.port ?? config.port}`,
);
