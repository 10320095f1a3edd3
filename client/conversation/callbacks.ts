import { Callback, type CallbackRequest, type Problem } from '#protocol/index.ts';
import type { TabStorage } from './memory.ts';
import { problemOf } from './wire.ts';

/** Present while a request may stand: says that there is one to look for, and nothing of it. */
export const CALLBACK_KEY = 'yunting.callback';

/** `problem` null: the server could not be reached or made no sense. */
export type CallbackResult = { ok: true } | { ok: false; problem: Problem | null };

export interface CallbackStore {
  /** The request that stands; null when there is none or it is not known yet. */
  getSnapshot(): Callback | null;
  subscribe(listener: () => void): () => void;
  /** Looks what stands, where this browser has asked for a call before. */
  look(): void;
  /** Asks to be called. A request that stands is replaced. */
  file(request: CallbackRequest): Promise<CallbackResult>;
  /** Takes the request back; false when the server could not be told. */
  withdraw(): Promise<boolean>;
}

/**
 * The citizen's request to be called back. It is the server's: the page keeps neither it nor the phone number beyond
 * its own life.
 */
export function createCallbacks(
  storage: TabStorage,
  request: typeof fetch = (...args) => fetch(...args),
): CallbackStore {
  const listeners = new Set<() => void>();
  let standing: Callback | null = null;
  let hasLooked = false;

  function change(next: Callback | null): void {
    hasLooked = true;
    standing = next;
    try {
      storage.setItem(CALLBACK_KEY, String(next !== null));
    } catch {
      // Full or forbidden: after a reload the form is there again, and the server gives back what stands.
    }
    for (const listener of listeners) listener();
  }

  function mayStand(): boolean {
    try {
      return storage.getItem(CALLBACK_KEY) === 'true';
    } catch {
      return false;
    }
  }

  async function mine(): Promise<void> {
    const response = await request('/api/callbacks/mine');
    if (response.status === 404) change(null);
    else if (response.ok) change(Callback.parse(await response.json()));
  }

  return {
    getSnapshot: () => standing,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look() {
      if (hasLooked || !mayStand()) return;
      hasLooked = true;
      mine().catch(() => {
        // Without an answer the citizen may ask again: the server gives back what stands.
      });
    },
    async file(body) {
      try {
        const response = await request('/api/callbacks', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        if (!response.ok) return { ok: false, problem: await problemOf(response) };
        change(Callback.parse(await response.json()));
        return { ok: true };
      } catch {
        return { ok: false, problem: null };
      }
    },
    async withdraw() {
      try {
        const { ok } = await request('/api/callbacks/mine', { method: 'DELETE' });
        if (ok) change(null);
        return ok;
      } catch {
        return false;
      }
    },
  };
}
