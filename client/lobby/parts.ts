import { createContext, useContext } from 'react';
import type { Conversation } from '#client/conversation/index.ts';
import type { HeardClock } from './heard-clock.ts';
import type { Reception } from './reception.ts';
import type { TickStore } from './ticks.ts';
import type { ToastStore } from './toast-store.ts';

/** What the page is made of, besides what is drawn. Built once in `main.tsx`. */
export interface Parts {
  conversation: Conversation;
  reception: Reception;
  clock: HeardClock;
  ticks: TickStore;
  toasts: ToastStore;
}

export const PartsContext = createContext<Parts | null>(null);

export function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (parts === null) throw new Error('useParts needs a PartsContext above it');
  return parts;
}
