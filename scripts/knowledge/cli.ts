import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '#server/config.ts';
import { type Command, type Context, textOption, UsageError } from './command.ts';
import { CLI_TEXTS, terminalLocale } from './texts/index.ts';

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

const texts = CLI_TEXTS[terminalLocale(process.env)];

function parse(command: Command, argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: { ...COMMON, ...command.options } });
  } catch (error) {
    // Node's own words on an unknown option; nothing else can be wrong here.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @returns the exit code: 0 good, 1 problems found. @throws {UsageError} for wrong use. */
async function main([name = '', ...argv]: string[]): Promise<0 | 1> {
  if (name === '--help' || name === '-h') {
    console.log(texts.usage);
    return 0;
  }
  if (!isCommand(name)) throw new UsageError(texts.unknownCommand(name));
  const command: Command = await COMMANDS[name]();
  const args = parse(command, argv);
  if (args.values.help === true) {
    console.log(texts.help[name]);
    return 0;
  }
  const config = loadConfig(process.env);
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
  if (context.json) console.log(JSON.stringify({ ok, ...json }, null, 2));
  else for (const line of lines) console.log(line);
  return ok ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${texts.wrongUse(error.message)}\n\n${texts.usage}`);
  process.exitCode = 2;
}
