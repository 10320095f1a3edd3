import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ChatCompletion, ChatCompletionRequest } from '#server/completions/index.ts';
import { type OpenHall, openHall } from './testing.ts';

const run = promisify(execFile);
const docs = readFileSync('docs/api.md', 'utf8');
const blocks = [...docs.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, lang = '', text = '']) => ({
  lang,
  text,
}));
const block = (lang: string, word: string) => {
  const found = blocks.find(({ lang: of, text }) => of === lang && text.includes(word));
  if (!found) throw new Error(`no example in ${lang} with ${word}`);
  return found.text;
};

let hall: OpenHall;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  hall = await openHall();
  env = { ...process.env, YUNTING: hall.origin, YUNTING_KEY: await hall.key() };
});
afterAll(() => hall.close());

const runScript = async (text: string) =>
  (await run(process.execPath, ['--input-type=module', '-e', text], { env })).stdout;

describe('the examples of docs/api.md', () => {
  it('ask with curl', async () => {
    const { stdout } = await run('sh', ['-c', block('sh', 'curl')], { env });
    expect(ChatCompletion.parse(JSON.parse(stdout)).choices[0]?.message.content).toContain('20元');
  });

  it('ask with the openai client', async () => {
    expect(await runScript(block('ts', "from 'openai'"))).toMatch(/ID card[\s\S]*url_citation/);
  });

  it('search with the MCP client', async () => {
    expect(await runScript(block('ts', '@modelcontextprotocol/client'))).toContain('id-card-renewal');
  });

  it('hold a conversation with the AG-UI client', async () => {
    expect(await runScript(block('ts', '@ag-ui/client'))).toMatch(/身份证[\s\S]*20元/);
  });

  it('configure MCP clients', async () => {
    const Config = z.object({
      mcpServers: z.object({
        yunting: z.object({
          type: z.literal('http'),
          url: z.url(),
          headers: z.record(z.string(), z.string()),
        }),
      }),
    });
    const { url, headers } = Config.parse(JSON.parse(block('json', 'mcpServers'))).mcpServers.yunting;
    const own = {
      ...headers,
      Authorization: headers.Authorization?.replace('yt_…', env.YUNTING_KEY ?? '') ?? '',
    };
    const client = new Client({ name: 'test', version: '1' });
    const address = new URL(new URL(url).pathname, hall.origin);
    await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers: own } }));
    expect(client.getInstructions()).toContain('must cite');
    await client.close();
  });

  it('name every parameter that is taken', () => {
    const ignored = /\*\*Taken and left unused:\*\*([\s\S]*?)\.\n/.exec(docs)?.[1] ?? '';
    const told = [...ignored.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    const read = ['model', 'messages', 'stream', 'stream_options', 'user', 'safety_identifier'];
    const refusedUnlessPlain = [
      'n',
      'logprobs',
      'modalities',
      'response_format',
      'tools',
      'tool_choice',
      'stop',
    ];
    expect([...told, ...read, ...refusedUnlessPlain].sort()).toEqual(
      Object.keys(ChatCompletionRequest.shape).sort(),
    );
  });
});
