import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { Locale } from '#protocol/index.ts';
import type { Cases } from '#server/cases/index.ts';
import type { Scope } from '#server/keys/index.ts';
import type { Knowledge } from '#server/knowledge/index.ts';
import { registerCaseStatus } from './case-status.ts';
import { registerGuides } from './guides.ts';
import { registerSearch } from './search.ts';
import { mcpTexts } from './texts.ts';

export interface McpDeps {
  knowledge: Knowledge;
  cases: Cases;
  newId: () => string;
  log: { warn(details: object, message: string): void };
}

/** Who calls: what the route knows and the message may not say. */
export interface McpCaller {
  keyId: string;
  scopes: readonly Scope[];
  /** Language of names and descriptions, and of tools that are asked for none. */
  locale: Locale;
  /** Scheme and host under which the guides' pages are reached; citations lead there. */
  origin: string;
}

export interface Mcp {
  /** Answers one request of streamable HTTP. Nothing is kept between requests: there are no sessions. */
  serve(request: Request, body: unknown, caller: McpCaller): Promise<Response>;
}

/** The guides and cases as tools and resources of the Model Context Protocol, through the same functions as answers. */
export function createMcp({ knowledge, cases, newId, log }: McpDeps): Mcp {
  function build(caller: McpCaller): McpServer {
    const texts = mcpTexts[caller.locale];
    const server = new McpServer(
      { name: 'yunting', title: texts.title, version: '0.1.0' },
      {
        instructions: texts.instructions,
        // Nobody is told of changes: that would take a connection kept open.
        capabilities: { tools: { listChanged: false }, resources: { listChanged: false } },
      },
    );
    registerSearch(server, knowledge, caller);
    registerGuides(server, knowledge, caller);
    if (caller.scopes.includes('cases')) registerCaseStatus(server, { cases, newId }, caller);
    return server;
  }

  return {
    serve(request, body, caller) {
      const handler = createMcpHandler(() => build(caller), {
        maxSubscriptions: 0,
        // Messages of errors may repeat arguments.
        onerror: ({ name }) => log.warn({ name }, 'an MCP request was refused'),
      });
      return handler.fetch(request, body === undefined ? {} : { parsedBody: body });
    },
  };
}
