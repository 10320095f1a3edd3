import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, StoreError } from '#server/store/index.ts';
import { runKeys } from './run.ts';

let dir: string;
let env: Record<string, string>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-keys-cli-'));
  env = { DATA_DIR: join(dir, 'data'), LANG: 'en_GB.UTF-8', API_ACCESS: 'keys' };
  await (await openStore(join(dir, 'data', 'yunting.db'))).close();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function create(...options: string[]): Promise<{ id: string; text: string }> {
  const { out } = await runKeys(['create', '--json', ...options], env);
  return JSON.parse(out.join('\n'));
}

describe('npm run keys', () => {
  it('shows a key once, and lists it without its secret', async () => {
    const { out } = await runKeys(['create', '--name', '市民 app', '--per-minute', '5'], env);
    const text = /yt_[0-9a-f]{12}_[\w-]{43}/.exec(out.join('\n'))?.[0] ?? '';
    expect(text).not.toBe('');
    const listed = await runKeys(['list'], env);
    expect(listed.out).toHaveLength(2);
    expect(listed.out[1]).toMatch(
      /^[0-9a-f]{12} {2}市民 app {2}chat,mcp {2}5 +10000 +\S+ \S+ +never +opens$/,
    );
    expect(listed.out.join()).not.toContain(text.slice(16));
    const json = await runKeys(['list', '--json'], env);
    expect(JSON.parse(json.out.join())).toMatchObject([{ name: '市民 app', perMinute: 5, revokedAt: null }]);
  });

  it('ends a key', async () => {
    const { id } = await create('--name', 'x');
    expect(await runKeys(['revoke', id], env)).toMatchObject({ code: 0 });
    expect(await runKeys(['revoke', id], env)).toMatchObject({ code: 1, err: [expect.stringContaining(id)] });
  });

  it('makes no key for a hall that is not there', async () => {
    const nowhere = join(dir, 'nowhere');
    const made = runKeys(['create', '--name', 'x', '--data', nowhere], env);
    await expect(made).rejects.toThrow(StoreError);
    await expect(made).rejects.toThrow(/--data/);
    expect(await readdir(dir)).not.toContain('nowhere');
  });

  it('says that the server is not open yet', async () => {
    const { err } = await runKeys(['create', '--name', 'x'], { ...env, API_ACCESS: 'off' });
    expect(err.join()).toContain('API_ACCESS=keys');
  });

  it.each([
    [[], ''],
    [['make'], 'make'],
    [['create'], '--name'],
    [['create', '--name', ' '], '--name'],
    [['create', '--name', 'x', '--per-minute', '0'], '--per-minute'],
    [['create', '--name', 'x', '--per-day', 'many'], '--per-day'],
    [['create', '--name', 'x', '--scopes', 'chat,admin'], '--scopes'],
    [['create', '--name', 'x', '--scopes', 'chat,cases'], 'cases needs mcp'],
    [['create', '--name', 'x', '--secret', 'y'], '--secret'],
    [['create', 'x'], 'x'],
    [['revoke'], 'revoke ID'],
  ])('refuses %j and tells how', async (argv, word) => {
    const { code, err } = await runKeys(argv, env);
    expect(code).toBe(2);
    expect(err[0]).toContain(word);
    expect(err.join('\n')).toContain('Usage: npm run keys');
    const zh = await runKeys(argv, { ...env, LANG: 'zh_CN.UTF-8' });
    expect(zh.err.join('\n')).toContain('用法：npm run keys');
  });
});

describe('a running server', () => {
  let server: ChildProcess;
  let printed = '';
  afterEach(async () => {
    if (server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  });

  async function start(): Promise<string> {
    const guides = join(dir, 'guides');
    await mkdir(guides);
    for (const lang of ['zh', 'en']) {
      await copyFile(
        `knowledge/guides/id-card-renewal.${lang}.md`,
        join(guides, `id-card-renewal.${lang}.md`),
      );
    }
    Object.assign(env, { GUIDES_DIR: guides, PORT: '0', LOG_LEVEL: 'trace', PATH: process.env.PATH ?? '' });
    server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], { env });
    const origin = new Promise<string>((resolve, reject) => {
      const read = (part: Buffer) => {
        printed += String(part);
        const [, found] = /Yunting is open: (\S+)/.exec(printed) ?? [];
        if (found) resolve(found);
      };
      server.stdout?.on('data', read);
      server.stderr?.on('data', read);
      server.once('exit', () => reject(new Error(printed)));
    });
    return origin;
  }

  // Three processes start and a database is made: more than the usual time on a busy machine.
  it('takes a key made beside it at once, loses it at once, and writes no secret anywhere', async () => {
    const origin = await start();
    const cli = [process.execPath, '--import', 'tsx', 'scripts/keys/cli.ts'] as const;
    const [node, ...args] = cli;
    const run = promisify(execFile);
    const made = await run(node, [...args, 'create', '--json', '--name', 'x', '--scopes', 'chat,mcp,cases'], {
      env,
    });
    const { id, text: key }: { id: string; text: string } = JSON.parse(made.stdout);
    const [, receipt = '', idLast4 = ''] = /(HC-\S+) {2}(\S{4})/.exec(printed) ?? [];
    printed = '';

    const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: key, maxRetries: 0 });
    const ask = (content: string, more: object = {}) =>
      client.chat.completions.create({ model: 'yunting', messages: [{ role: 'user', content }], ...more });
    const { choices } = await ask(
      '我叫欧阳明月，电话13800138000，身份证11010519491231002X，换身份证要多少钱？',
      {
        user: 'citizen-4711',
      },
    );
    expect(choices[0]?.message.content).not.toMatch(/13800138000|欧阳明月/);
    await ask('x', { '11010519491231002X': 1 }).catch(() => {});

    const headers = { authorization: `Bearer ${key}` };
    const mcp = new Client({ name: 'test', version: '1' });
    await mcp.connect(
      new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), { requestInit: { headers } }),
    );
    const status = await mcp.callTool({ name: 'case_status', arguments: { receipt, idLast4 } });
    expect(status.isError).toBeFalsy();
    await mcp
      .callTool({ name: 'case_status', arguments: { receipt, idLast4: '13800138000' } })
      .catch(() => {});
    await mcp.callTool({ name: 'search', arguments: { query: '13800138000', '11010519491231002X': 1 } });
    await mcp.close();

    await run(node, [...args, 'revoke', id], { env });
    await expect(ask('你好')).rejects.toMatchObject({ status: 401 });

    server.kill('SIGTERM');
    await once(server, 'exit');
    expect(printed).toContain('/v1/chat/completions');
    const data = join(dir, 'data');
    const files = (await readdir(data)).filter((name) => name.startsWith('yunting.db'));
    const stored = await Promise.all(files.map((name) => readFile(join(data, name), 'latin1')));
    for (const secret of [key.slice(16), receipt, '13800138000', '11010519491231002X', 'citizen-4711']) {
      expect(printed).not.toContain(secret);
      expect(stored.join()).not.toContain(secret);
    }
    expect(printed).not.toContain('欧阳明月');
  }, 120_000);
});
