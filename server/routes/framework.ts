import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#protocol/index.ts';
import { problemFor } from './problem.ts';

/** Requests that fail before any route is chosen, such as addresses that cannot be decoded. */
export function refuseUnrouted(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.code(400).send(problemFor(request, 'bad_request'));
}

/** What Node's HTTP parser refuses, by its error code; all else is 400. */
const REFUSALS: Readonly<Record<string, [status: number, code: Problem['code']]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'bad_request'],
  HPE_HEADER_OVERFLOW: [431, 'too_large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'too_large'],
};

/**
 * Answers what is not HTTP, too large or too slow. There is no request yet to tell the language. Nothing is logged:
 * the error carries the bytes that were sent.
 */
export function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code] = REFUSALS[error.code ?? ''] ?? [400, 'bad_request'];
  const body = JSON.stringify(problemFor({ body: undefined, query: undefined, headers: {} }, code));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
