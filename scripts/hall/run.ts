import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '#server/config.ts';
import { loadSecret, openStore, StoreError } from '#server/store/index.ts';
import { textOption, UsageError } from '../knowledge/command.ts';
import { terminalLocale } from '../knowledge/texts/index.ts';
import type { Command } from './command.ts';
import { answers } from './commands/answers.ts';
import { callbacks } from './commands/callbacks.ts';
import { unanswered } from './commands/unanswered.ts';
import { HALL_TEXTS } from './texts/index.ts';

const COMMANDS = { answers, callbacks, unanswered } satisfies Record<string, Command>;
const isCommand = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);

const COMMON = {
  by: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

export interface Ended {
  /** 0 done, 1 not done, 2 wrong use. */
  code: 0 | 1 | 2;
  /** Lines for standard output and standard error. */
  out: string[];
  err: string[];
}

function parse(command: Command, argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { ...COMMON, ...command.options } });
  } catch (error) {
    // Node's own words on an unknown option; nothing else can be wrong here.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function runCommand([name = '', ...argv]: readonly string[], env: Environment): Promise<Ended> {
  const texts = HALL_TEXTS[terminalLocale(env)];
  if ([name, ...argv].some((arg) => arg === '--help' || arg === '-h')) {
    return { code: 0, out: [texts.usage], err: [] };
  }
  if (!isCommand(name)) throw new UsageError(texts.unknownCommand(name));
  const command: Command = COMMANDS[name];
  const args = parse(command, argv);
  const config = loadConfig(env);
  const dataDir = textOption(args, 'data') ?? config.dataDir;
  const file = join(dataDir, 'yunting.db');
  // Opening would create an empty one, and the staff would switch off a hall that nobody runs.
  if (!existsSync(file)) throw new StoreError(texts.noDatabase(file));
  const store = await openStore(file);
  try {
    const { ok, json, lines } = await command.run(
      {
        store,
        secret: () => loadSecret(dataDir),
        config,
        now: () => new Date(),
        user: userInfo().username,
        texts,
      },
      args,
    );
    const out = args.values.json === true ? [JSON.stringify({ ok, ...json }, null, 2)] : lines;
    return { code: ok ? 0 : 1, out, err: [] };
  } finally {
    await store.close();
  }
}

/** Runs one command of `npm run hall` by its arguments, in the language of the terminal. */
export async function runHall(argv: readonly string[], env: Environment): Promise<Ended> {
  try {
    return await runCommand(argv, env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const texts = HALL_TEXTS[terminalLocale(env)];
    return { code: 2, out: [], err: [texts.wrongUse(error.message), '', texts.usage] };
  }
}
