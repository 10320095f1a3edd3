import { Callback, type CallbackRequest, type Problem } from '#protocol/index.ts';
import { problemOf } from './wire.ts';

/** `problem` null: the server could not be reached or made no sense. */
export type CallbackResult = { ok: true } | { ok: false; problem: Problem | null };

export interface CallbackStore {
  /** The request that stands; null when there is none, undefined while nobody has looked. */
  getSnapshot(): Callback | null | undefined;
  subscribe(listener: () => void): () => void;
  /** Looks what stands, once: a page has no reason to ask before it shows anything of it. */
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
export function createCallbacks(request: typeof fetch = (...args) => fetch(...args)): CallbackStore {
  const listeners = new Set<() => void>();
  let standing: Callback | null | undefined;
  let isLooking = false;

  function change(next: Callback | null): void {
    standing = next;
    for (const listener of listeners) listener();
  }

  async function mine(): Promise<Callback | null> {
    const response = await request('/api/callbacks/mine');
    return response.ok ? Callback.parse(await response.json()) : null;
  }

  return {
    getSnapshot: () => standing,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look() {
      if (standing !== undefined || isLooking) return;
      isLooking = true;
      mine()
        // Without an answer the citizen may ask again: the server gives back what stands.
        .catch(() => null)
        .then((found) => {
          isLooking = false;
          if (standing === undefined) change(found);
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
