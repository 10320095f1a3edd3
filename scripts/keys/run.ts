import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig } from '#server/config.ts';
import { type ApiKey, createKeys, type Keys, Scope } from '#server/keys/index.ts';
import { loadSecret, openStore, StoreError } from '#server/store/index.ts';
import { terminalLocale } from '../knowledge/texts/index.ts';
import { KEYS_TEXTS, type KeysTexts } from './texts.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Ended {
  /** 0 done, 1 no such key, 2 wrong use. */
  code: 0 | 1 | 2;
  /** Lines for standard output and standard error. */
  out: string[];
  err: string[];
}

class UsageError extends Error {
  override name = 'UsageError';
}

const OPTIONS = {
  name: { type: 'string' },
  scopes: { type: 'string', default: 'chat,mcp' },
  'per-minute': { type: 'string', default: '60' },
  'per-day': { type: 'string', default: '10000' },
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const perWindow = z.coerce.number().int().min(1).max(10_000_000);
const Wanted = z
  .object({
    name: z.string().trim().min(1).max(100),
    scopes: z
      .string()
      .transform((text) => [...new Set(text.split(',').map((scope) => scope.trim()))])
      .pipe(z.array(Scope).min(1)),
    'per-minute': perWindow,
    'per-day': perWindow,
  })
  .refine(({ scopes }) => !scopes.includes('cases') || scopes.includes('mcp'), {
    path: ['scopes'],
    message: 'cases needs mcp',
  });

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
type Values = ReturnType<typeof parse>['values'];

/** Columns of one width each, for a terminal whose Chinese characters take two places. */
function table(rows: readonly (readonly string[])[]): string[] {
  const width = (text: string) =>
    [...text].reduce((sum, char) => sum + (/\p{Script=Han}/u.test(char) ? 2 : 1), 0);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

const minute = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');

const row = (key: ApiKey, texts: KeysTexts) => [
  key.id,
  key.name,
  key.scopes.join(','),
  String(key.perMinute),
  String(key.perDay),
  minute(key.createdAt),
  key.lastUsedAt ? minute(key.lastUsedAt) : texts.never,
  key.revokedAt ? minute(key.revokedAt) : texts.open,
];

async function create(keys: Keys, values: Values, texts: KeysTexts, isOffered: boolean): Promise<Ended> {
  const wanted = Wanted.safeParse(values);
  if (!wanted.success) {
    const wrong = wanted.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`);
    throw new UsageError(wrong.join('; '));
  }
  const { name, scopes, 'per-minute': perMinute, 'per-day': perDay } = wanted.data;
  const { text, key } = await keys.create({ name, scopes, perMinute, perDay }, userInfo().username);
  return {
    code: 0,
    out: [values.json ? JSON.stringify({ ...key, text }, null, 2) : texts.created(text)],
    err: isOffered ? [] : [texts.notOffered],
  };
}

async function list(keys: Keys, values: Values, texts: KeysTexts): Promise<Ended> {
  const all = await keys.list();
  if (values.json) return { code: 0, out: [JSON.stringify(all, null, 2)], err: [] };
  if (all.length === 0) return { code: 0, out: [texts.none], err: [] };
  return { code: 0, out: table([texts.columns, ...all.map((key) => row(key, texts))]), err: [] };
}

async function revoke(keys: Keys, id: string | undefined, texts: KeysTexts): Promise<Ended> {
  if (id === undefined) throw new UsageError('revoke ID');
  const done = await keys.revoke(id, userInfo().username);
  return done
    ? { code: 0, out: [texts.revoked(id)], err: [] }
    : { code: 1, out: [], err: [texts.notRevoked(id)] };
}

async function runCommand(argv: readonly string[], env: Environment, texts: KeysTexts): Promise<Ended> {
  const { values, positionals } = parse(argv);
  if (values.help) return { code: 0, out: [texts.usage], err: [] };
  const [command, id, ...more] = positionals;
  const takesId = command === 'revoke';
  if (command !== 'create' && command !== 'list' && !takesId) throw new UsageError(command ?? '');
  const excess = takesId ? more : positionals.slice(1);
  if (excess.length > 0) throw new UsageError(excess.join(' '));

  const config = loadConfig(env);
  const dataDir = values.data ?? config.dataDir;
  const file = join(dataDir, 'yunting.db');
  // Opening would create an empty one, and the key would open a hall that nobody runs.
  if (!existsSync(file)) throw new StoreError(texts.noDatabase(file));
  const store = await openStore(file);
  try {
    const secret = await loadSecret(dataDir);
    const keys = createKeys({ store, secret, now: () => new Date(), random: randomBytes });
    if (command === 'create') return await create(keys, values, texts, config.api !== null);
    if (command === 'list') return await list(keys, values, texts);
    return await revoke(keys, id, texts);
  } finally {
    await store.close();
  }
}

/**
 * Runs one command of `npm run keys` by its arguments, in the language of the terminal.
 * @throws {ConfigError} for a setting, {StoreError} for a database that cannot be used.
 */
export async function runKeys(argv: readonly string[], env: Environment): Promise<Ended> {
  const texts = KEYS_TEXTS[terminalLocale(env)];
  try {
    return await runCommand(argv, env, texts);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, out: [], err: [texts.wrongUse(error.message), '', texts.usage] };
  }
}
