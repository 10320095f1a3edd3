export interface Channel<T extends object> extends AsyncIterable<T> {
  push(value: T): void;
  close(): void;
}

/**
 * A queue between one producer and one reader. The producer never waits: answers are short, and a run must be able to
 * finish and be stored after its reader has gone. `onReturn` is called when the reader leaves before the end.
 */
export function createChannel<T extends object>(onReturn: () => void): Channel<T> {
  let values: T[] = [];
  let taken = 0;
  let closed = false;
  let left = false;
  let wake: (() => void) | undefined;
  const rouse = () => {
    wake?.();
    wake = undefined;
  };
  const iterator: AsyncIterator<T> = {
    async next() {
      for (;;) {
        if (left) return { done: true, value: undefined };
        const value = values[taken];
        if (value !== undefined) {
          taken += 1;
          return { done: false, value };
        }
        values = [];
        taken = 0;
        if (closed) return { done: true, value: undefined };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async return() {
      if (!closed && !left) onReturn();
      left = true;
      return { done: true, value: undefined };
    },
  };
  return {
    push(value) {
      if (closed) return;
      values.push(value);
      rouse();
    },
    close() {
      closed = true;
      rouse();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
}
