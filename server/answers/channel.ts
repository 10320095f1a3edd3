export interface Channel<T> extends AsyncIterable<T> {
  push(value: T): void;
  close(): void;
}

/**
 * A queue between one producer and one reader. The producer never waits: answers are short, and a run must be able to
 * finish and be stored after its reader has gone. `onReturn` is called when the reader leaves before the end.
 */
export function createChannel<T>(onReturn: () => void): Channel<T> {
  const values: T[] = [];
  let closed = false;
  let wake: (() => void) | undefined;
  const rouse = () => {
    wake?.();
    wake = undefined;
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
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          while (values.length > 0) yield* values.splice(0);
          if (closed) return;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        if (!closed) onReturn();
      }
    },
  };
}
