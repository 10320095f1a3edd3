import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '#server/config.ts';
import { type Command, type Context, textOption, UsageError } from './command.ts';
import { CLI_TEXTS, SHAPES, terminalLocale } from './texts/index.ts';

/** Each is loaded when it is asked for: `check` needs no reader of PDF. */
const COMMANDS = {
  check: async () => (await import('./commands/check.ts')).check,
  index: async () => (await import('./commands/index-guides.ts')).indexGuides,
  import: async () => (await import('./commands/import-guides.ts')).importGuides,
  export: async () => (await import('./commands/export.ts')).exportGuides,
  search: async () => (await import('./commands/search.ts')).search,
  stats: async () => (await import('./commands/stats.ts')).stats,
} satisfies Record<string, () => Promise<Command>>;
const isCommand = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);

const COMMON = {
  guides: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reviews fall due by the calendar of the city. */
const CITY_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

function parse(command: Command, argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { ...COMMON, ...command.options } });
  } catch (error) {
    // Node's own words on an unknown option; nothing else can be wrong here.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface Ended {
  /** 0 good, 1 problems found, 2 wrong use. */
  code: 0 | 1 | 2;
  /** Lines for standard output and standard error; steps of long work print theirs as they go. */
  out: string[];
  err: string[];
}

async function runCommand([name = '', ...argv]: readonly string[], env: Environment): Promise<Ended> {
  const texts = CLI_TEXTS[terminalLocale(env)];
  const said = (line: string): Ended => ({ code: 0, out: [line], err: [] });
  if (name === '--help' || name === '-h') return said(texts.usage);
  if (!isCommand(name)) throw new UsageError(texts.unknownCommand(name));
  if (argv.includes('--help') || argv.includes('-h'))
    return said(`${texts.help[name]}\n\nJSON: ${SHAPES[name]}`);
  const command: Command = await COMMANDS[name]();
  const args = parse(command, argv);
  const config = loadConfig(env);
  const guides = textOption(args, 'guides');
  const context: Context = {
    guidesDir: guides ?? config.guidesDir,
    dataDir: textOption(args, 'data') ?? (guides === undefined ? config.dataDir : join(guides, '.data')),
    ownGuidesDir: config.guidesDir,
    json: args.values.json === true,
    texts,
    today: CITY_DAY.format(new Date()),
  };
  const { ok, json, lines } = await command.run(context, args);
  return {
    code: ok ? 0 : 1,
    out: context.json ? [JSON.stringify({ ok, ...json }, null, 2)] : lines,
    err: [],
  };
}

/** Runs one command of `npm run knowledge` by its arguments, in the language of the terminal. */
export async function runKnowledge(argv: readonly string[], env: Environment): Promise<Ended> {
  try {
    return await runCommand(argv, env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const texts = CLI_TEXTS[terminalLocale(env)];
    return { code: 2, out: [], err: [texts.wrongUse(error.message), '', texts.usage] };
  }
}
