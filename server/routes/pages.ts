import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_S = 365 * 24 * 3600;
const PAGE_DIR = resolve('dist/client');
const AVATAR_DIR = resolve('avatars');

/** The built pages at `/` and the character's files at `/avatars/`. */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: AVATAR_DIR,
    prefix: '/avatars/',
    decorateReply: false,
    cacheControl: true,
    maxAge: '1h',
  });
  if (!existsSync(PAGE_DIR)) {
    app.log.warn('the pages are not built: npm run build');
    return;
  }
  await app.register(fastifyStatic, {
    root: PAGE_DIR,
    prefix: '/',
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Vite names assets by their content; everything else must be asked for anew.
      const immutable = path.includes('/assets/');
      reply.setHeader('cache-control', immutable ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    },
  });
}
