import { createHash, randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Name of the browser's session inside the server. Derived from its cookie, so that no log, table or error that
     * names a session opens it. Reading it gives a browser without a session its cookie.
     */
    readonly session: string;
  }
}

export const SESSION_COOKIE = 'yunting_session';
const SESSION_BYTES = 16;
/** What `randomBytes(16).toString('base64url')` looks like; anything else was not issued here. */
const ISSUED = /^[A-Za-z0-9_-]{22}$/;

const nameOf = (value: string) => createHash('sha256').update(value).digest('base64url');

async function register(app: FastifyInstance): Promise<void> {
  await app.register(cookie);
  const replies = new WeakMap<FastifyRequest, FastifyReply>();
  const names = new WeakMap<FastifyRequest, string>();
  app.addHook('onRequest', async (request, reply) => {
    replies.set(request, reply);
  });
  app.decorateRequest('session', {
    getter(this: FastifyRequest) {
      const known = names.get(this);
      if (known !== undefined) return known;
      const sent = this.cookies[SESSION_COOKIE];
      const valid = sent !== undefined && ISSUED.test(sent);
      const value = valid ? sent : randomBytes(SESSION_BYTES).toString('base64url');
      if (!valid) {
        replies.get(this)?.setCookie(SESSION_COOKIE, value, {
          path: '/',
          httpOnly: true,
          sameSite: 'lax',
          secure: this.protocol === 'https',
        });
      }
      const name = nameOf(value);
      names.set(this, name);
      return name;
    },
  });
}

/**
 * Gives each browser a session of 128 random bits in a cookie that scripts cannot read and that ends with the browser.
 * The cookie is set only by routes that ask for `request.session`: replies that caches share stay without one.
 */
// `skip-override` is what fastify-plugin sets: the decorator is for all routes, not for this plugin's own.
export const sessionCookie = Object.assign(register, { [Symbol.for('skip-override')]: true });
