import { isIP } from 'node:net';
import {
  localhostAllowedHostnames,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Problem } from '#protocol/index.ts';
import type { Gate } from '#server/keys/index.ts';
import type { Mcp } from '#server/mcp/index.ts';
import { keyOf, requireKey } from './admission.ts';
import { originOf } from './origin.ts';
import { HttpProblem, localeOf, problemFor } from './problem.ts';

/** Headers that the protocol reads; a key has done its part and goes no further. */
const READ = /^(?:accept|content-type|mcp-.+|last-event-id)$/;

const nameOf = (host: string) => {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return '';
  }
};
const isAddress = (name: string) => isIP(name.replace(/^\[|\]$/g, '')) !== 0;

/**
 * Whether a request comes under a name that is the hall's own. A page whose name has been made to lead here (DNS
 * rebinding) sends that name; a plain address cannot be made to lead elsewhere. Programs send no Origin.
 */
function isOwn(
  { headers, host }: Pick<FastifyRequest, 'headers' | 'host'>,
  hosts: readonly string[],
): boolean {
  const own = [...localhostAllowedHostnames(), ...hosts, ...[nameOf(host)].filter(isAddress)];
  return validateHostHeader(host, own).ok && validateOriginHeader(headers.origin, own).ok;
}

function webRequest(request: FastifyRequest, origin: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (READ.test(name) && value !== undefined) headers.set(name, String(value));
  }
  return new Request(`${origin || 'http://localhost'}/mcp`, { method: request.method, headers, signal });
}

export interface McpOptions {
  mcp: Mcp;
  /** null: other programs are not let in. */
  gate: Gate | null;
  /** Names of the hall beside localhost and plain addresses. */
  hosts: readonly string[];
}

/** `/mcp`: the guides and cases for programs with a key for `mcp`, as streamable HTTP without sessions. */
export const mcpRoutes: FastifyPluginAsyncZod<McpOptions> = async (app, { mcp, gate, hosts }) => {
  requireKey(app, gate, 'mcp');
  app.addHook('onRequest', async (request) => {
    if (isOwn(request, hosts)) return;
    const details = [{ path: 'host', message: 'this name is not among API_HOSTS' }];
    throw new HttpProblem(403, problemFor(request, 'unauthorized', details));
  });

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    // A batch would be many requests under a key's limit for one, worked through without a pause.
    if (Array.isArray(request.body)) {
      const details = [{ path: '', message: 'one JSON-RPC message a request: batches are not taken' }];
      throw new HttpProblem(400, problemFor(request, 'bad_request', details));
    }
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    const key = keyOf(request);
    const origin = originOf(request);
    const caller = { keyId: key.id, scopes: key.scopes, locale: localeOf(request), origin };
    return reply.send(await mcp.serve(webRequest(request, origin, left.signal), request.body, caller));
  };
  const schema = {
    tags: ['programs'],
    security: [{ key: [] }],
    summary: 'Use the guides as tools and resources: Model Context Protocol, streamable HTTP',
    response: { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 429: Problem },
  };
  app.post('/mcp', { schema }, answer);
  // Sessions and their streams are not offered: the protocol's own words for that are the handler's.
  app.route({ method: ['GET', 'DELETE'], url: '/mcp', schema: { hide: true }, handler: answer });
};
