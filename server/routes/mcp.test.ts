import { request as httpRequest } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenHall, openHall } from './testing.ts';

let hall: OpenHall;
const clients: Client[] = [];
beforeAll(async () => {
  hall = await openHall({ API_HOSTS: 'hall.example.gov.cn' });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
afterAll(() => hall.close());

interface Own {
  key?: string;
  language?: string;
}

async function connect({ key, language = 'zh' }: Own = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const headers = { authorization: `Bearer ${key ?? (await hall.key())}`, 'accept-language': language };
  const transport = new StreamableHTTPClientTransport(new URL(`${hall.origin}/mcp`), {
    requestInit: { headers },
  });
  await client.connect(transport);
  clients.push(client);
  return client;
}

/** A raw request, to send what no client would. */
function raw(
  body: unknown,
  headers: Record<string, string>,
  method = 'POST',
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(hall.origin);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, path: '/mcp', method, headers }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};

const textOf = (result: { content?: unknown }) => JSON.stringify(result.content);

describe('the MCP server', () => {
  it.each([
    ['zh', /注明出处/],
    ['en', /must cite its source/],
  ])('tells models in %s that answers must cite', async (language, words) => {
    const client = await connect({ language });
    expect(client.getInstructions()).toMatch(words);
    expect(client.getServerVersion()).toMatchObject({ name: 'yunting' });
  });

  it('offers tools that only read, and takes no unknown argument', async () => {
    const client = await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(['case_status', 'guide', 'search']);
    for (const tool of tools) {
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
      expect(tool.inputSchema).toMatchObject({ additionalProperties: false });
      expect(tool.outputSchema).toBeDefined();
    }
    const asked = client.callTool({ name: 'search', arguments: { query: '居住证', everything: true } });
    await expect(
      asked.then(({ isError, content }) => `${isError} ${JSON.stringify(content)}`),
    ).resolves.toMatch(/true .*everything/);
  });

  it('searches as the hall does, each section with the address to cite', async () => {
    const client = await connect();
    const query = '换身份证要多少钱';
    const found = await client.callTool({ name: 'search', arguments: { query, limit: 3 } });
    const reply = await fetch(`${hall.origin}/api/search?q=${encodeURIComponent(query)}&limit=3`);
    const same: { results: object[] } = await reply.json();
    expect(found.structuredContent).toMatchObject({ results: same.results });
    const [, url = ''] = /(http:\S+?)\\n/.exec(textOf(found)) ?? [];
    expect(url).toMatch(new RegExp(`^${hall.origin}/guides/id-card-renewal\\?lang=zh#`));
    expect((await fetch(url)).status).toBe(200);
  });

  it('says so when nothing fits', async () => {
    const client = await connect();
    const found = await client.callTool({ name: 'search', arguments: { query: 'zxqv wkpj', lang: 'en' } });
    expect(found.structuredContent).toEqual({ results: [] });
    expect(textOf(found)).toContain('12345');
  });

  it('gives a guide whole or by section', async () => {
    const client = await connect();
    const id = 'id-card-renewal';
    const whole = await client.callTool({ name: 'guide', arguments: { id, lang: 'en' } });
    expect(whole.structuredContent).toMatchObject({
      id,
      lang: 'en',
      url: `${hall.origin}/guides/${id}?lang=en`,
    });
    const fees = await client.callTool({ name: 'guide', arguments: { id, lang: 'en', sections: ['fees'] } });
    expect(fees.structuredContent).toMatchObject({
      sections: [
        { anchor: 'fees', text: expect.stringContaining('20 yuan'), url: expect.stringMatching(/#fees$/) },
      ],
    });
    expect(textOf(fees)).toContain('{#fees}');
    expect(textOf(fees)).not.toContain('{#materials}');
  });

  it.each([
    [{ id: 'no-such-guide' }, '没有编号'],
    [{ id: 'id-card-renewal', sections: ['fees', 'secrets'] }, '没有这些小节：secrets'],
  ])('says what there is not: %j', async (asked, words) => {
    const client = await connect();
    const result = await client.callTool({ name: 'guide', arguments: asked });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(words);
  });

  it('lists every guide in both languages as a resource, and each can be read', async () => {
    const client = await connect();
    const { resources } = await client.listResources();
    expect(resources).toHaveLength(hall.app.guideCount);
    const uri = 'guide://id-card-renewal?lang=en';
    expect(resources.map((resource) => resource.uri)).toContain(uri);
    const { contents } = await client.readResource({ uri });
    expect(contents[0]).toMatchObject({
      uri,
      mimeType: 'text/markdown',
      text: expect.stringContaining('20 yuan'),
    });
    for (const none of [
      'guide://no-such-guide?lang=en',
      'guide://id-card-renewal?lang=fr',
      'guide://../secret.key',
    ]) {
      await expect(client.readResource({ uri: none })).rejects.toThrow();
    }
  });

  it('serves clients of the handshake of 2025, without a session', async () => {
    const headers = { ...JSON_HEADERS, authorization: `Bearer ${await hall.key()}` };
    const opened = await raw(initialize, headers);
    expect(opened.status).toBe(200);
    expect(opened.text).toContain('"instructions"');
    const listed = await raw({ jsonrpc: '2.0', id: 2, method: 'tools/list' }, headers);
    expect(listed.text).toContain('"search"');
    expect((await raw(undefined, headers, 'GET')).status).toBe(405);
  });
});

describe('the status of a case', () => {
  const demo = (nth = 0) => {
    const found = hall.app.demoCases[nth];
    if (!found) throw new Error('no demonstration case');
    return { receipt: found.receipt, idLast4: found.idLast4 };
  };

  it('is told to whoever proves it, without a word of who that is, and stays proved for nobody', async () => {
    const client = await connect();
    const { receipt, idLast4 } = demo();
    const result = await client.callTool({
      name: 'case_status',
      arguments: { receipt, idLast4, lang: 'en' },
    });
    expect(result.isError).toBeFalsy();
    expect(Object.keys(Object(result.structuredContent)).sort()).toEqual([
      'asks',
      'asksDueAt',
      'dueAt',
      'guide',
      'service',
      'stages',
      'state',
      'stateLabel',
      'submittedAt',
      'workdaysSoFar',
    ]);
    expect(JSON.stringify(result)).not.toContain(receipt.slice(-6));
    expect(await hall.store.db.selectFrom('case_grant').selectAll().execute()).toEqual([]);
  });

  it('is not even offered to a key that is not for cases', async () => {
    const client = await connect({ key: await hall.key({ scopes: ['mcp'] }) });
    expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('case_status');
    const asked = client.callTool({ name: 'case_status', arguments: { ...demo() } });
    await expect(asked).rejects.toThrow(/case_status/);
  });

  it('pauses after five wrong tries, and says nothing of what was wrong', async () => {
    const client = await connect();
    const tell = async (secrets: { receipt: string; idLast4: string }) => {
      const result = await client.callTool({ name: 'case_status', arguments: { ...secrets } });
      return [result.isError ?? false, textOf(result)];
    };
    const wrong = { ...demo(1), idLast4: demo(1).idLast4 === '0000' ? '1111' : '0000' };
    const unknown = { receipt: 'HC-2026-0000-0000-0', idLast4: '0000' };
    expect(await tell(wrong)).toEqual(await tell(unknown));
    for (let i = 0; i < 3; i += 1) await tell(unknown);
    expect(await tell(demo(2))).toEqual([true, expect.stringContaining('试的次数太多了')]);
  });
});

describe('who may not', () => {
  it('is whoever sends many requests as one', async () => {
    const authorization = `Bearer ${await hall.key()}`;
    const reply = await raw([initialize, { ...initialize, id: 2 }], { ...JSON_HEADERS, authorization });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toMatchObject({
      code: 'bad_request',
      details: [{ message: expect.stringContaining('batches') }],
    });
  });

  it('is whoever has no key, or one for something else', async () => {
    const reply = await raw(initialize, JSON_HEADERS);
    expect([reply.status, JSON.parse(reply.text).code]).toEqual([401, 'unauthorized']);
    await expect(connect({ key: await hall.key({ scopes: ['chat'] }) })).rejects.toThrow();
  });

  it.each([
    ['another name (DNS rebinding)', { host: 'evil.example' }, 403],
    ['a page of another name', { origin: 'https://evil.example' }, 403],
    ['a page that hides its name', { origin: 'null' }, 403],
    ['the hall’s own name', { host: 'hall.example.gov.cn', origin: 'https://hall.example.gov.cn' }, 200],
    ['localhost', { host: 'localhost:8080' }, 200],
    ['a plain address', { host: '10.1.2.3:8080' }, 200],
  ])('or may, coming under %s: %j', async (_name, own, status) => {
    const authorization = `Bearer ${await hall.key()}`;
    expect((await raw(initialize, { ...JSON_HEADERS, authorization, ...own })).status).toBe(status);
  });

  it('is everybody where no programs are let in', async () => {
    const closed = await openHall({ API_ACCESS: 'off' }, []);
    const reply = await fetch(`${closed.origin}/mcp`, { method: 'POST', headers: JSON_HEADERS, body: '{}' });
    expect([reply.status, (await reply.json()).code]).toEqual([404, 'not_configured']);
    await closed.close();
  });
});
