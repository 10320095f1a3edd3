import type { ExchangeStore } from '#server/answers/index.ts';
import { digest, type Secret } from '#server/store/index.ts';

/**
 * Threads of clients that keep none: they resend all that was said with every question. The room's own exchanges
 * are what counts, so each exchange is kept under a digest of all that its user had said up to it, and a question's
 * thread is the path through those before it:
 *
 *     user: A            kept under d(A)        thread: -
 *     user: A, B         kept under d(A,B)      thread: d(A)
 *     user: A, B, C      kept under d(A,B,C)    thread: d(A), d(A,B)
 *
 * A question asked again or changed is another branch and never sees its sibling; two people whose conversations
 * begin alike share only what both have said. What assistants are said to have said has no part in it. Nothing is
 * answered twice, and a history that was never asked here is not believed.
 */

const PREFIX = 'v1:';
/** Characters of a digest that count: 96 bits, so that a path fits into a thread's id. */
const NODE_CHARS = 16;
/** Earlier questions in a path: as many as a follow-up is understood by. */
const MAX_EARLIER = 4;

export interface Threads {
  /** Session of one user of one key's program: nothing of another one's is ever read. */
  session(keyId: string, user: string): string;
  /**
   * Thread of the last of the texts, which are all that the user has said in the conversation, oldest first.
   * `unique` keeps two who ask the same at the same time apart; at most 8 characters count.
   */
  threadId(session: string, texts: readonly string[], unique: string): string;
}

/** What is said is digested under the installation's secret: ids of threads tell nothing. */
export function createThreads(secret: Secret): Threads {
  return {
    session: (keyId, user) => digest(secret, 'api-session', `${keyId}\0${user}`),
    threadId(session, texts, unique) {
      let node = session;
      const path = texts.map((text) => {
        node = digest(secret, 'api-thread', `${node}\0${text.trim()}`);
        return node.slice(0, NODE_CHARS);
      });
      const earlier = path.slice(0, -1).slice(-MAX_EARLIER);
      return `${PREFIX}${earlier.join(',')}:${path.at(-1) ?? ''}:${unique.slice(0, 8)}`;
    },
  };
}

function read(threadId: string): { earlier: string[]; own: string } | undefined {
  if (!threadId.startsWith(PREFIX)) return undefined;
  const [earlier = '', own = ''] = threadId.slice(PREFIX.length).split(':');
  return { earlier: earlier.split(',').filter((node) => node !== ''), own: `${PREFIX}${own}` };
}

/** The store with such threads understood; others are kept as before. */
export function keepLineages<Kept extends ExchangeStore>(store: Kept): Kept {
  return {
    ...store,
    save(exchange) {
      const path = read(exchange.threadId);
      return store.save(path ? { ...exchange, threadId: path.own } : exchange);
    },
    async thread(session, threadId, limit) {
      const path = read(threadId);
      if (!path) return store.thread(session, threadId, limit);
      const nodes = path.earlier.slice(-limit).map((node) => store.thread(session, `${PREFIX}${node}`, 1));
      return (await Promise.all(nodes)).flat();
    },
  };
}
