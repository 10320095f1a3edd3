import type { IconName, Texts } from '#client/ui/index.ts';

/** For so long a toast stays, in milliseconds. */
const SHOWN_MS = 6000;

export interface Toast {
  id: number;
  icon: IconName;
  /** Chosen when drawn, so that a change of language changes it too. */
  text: (texts: Texts) => string;
  action?: { label: (texts: Texts) => string; run(): void };
}

export interface ToastStore {
  getSnapshot(): readonly Toast[];
  subscribe(listener: () => void): () => void;
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

/** Short words about what has just happened; one at a time, the newest wins. */
export function createToasts(setTimer: (callback: () => void, ms: number) => () => void): ToastStore {
  const listeners = new Set<() => void>();
  let toasts: readonly Toast[] = [];
  let nextId = 1;
  let cancel: (() => void) | null = null;

  function change(next: readonly Toast[]): void {
    cancel?.();
    cancel = null;
    toasts = next;
    for (const listener of listeners) listener();
  }
  const dismiss = (id: number) => {
    if (toasts.some((toast) => toast.id === id)) change([]);
  };

  return {
    getSnapshot: () => toasts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show(toast) {
      const id = nextId;
      nextId += 1;
      change([{ ...toast, id }]);
      cancel = setTimer(() => dismiss(id), SHOWN_MS);
    },
    dismiss,
  };
}
