import { createContext, useContext, useSyncExternalStore } from 'react';
import type { CallbackStore, Conversation, HallStore } from '#client/conversation/index.ts';
import type { Hall } from '#protocol/index.ts';
import type { HeardClock } from './heard-clock.ts';
import type { Reception } from './reception.ts';
import type { TickStore } from './ticks.ts';
import type { ToastStore } from './toast-store.ts';

/** What the page is made of, besides what is drawn. Built once in `main.tsx`. */
export interface Parts {
  conversation: Conversation;
  callbacks: CallbackStore;
  hall: HallStore;
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

/** Whether she answers now, and what the staff say while she does not. */
export function useHall(): Hall {
  const { hall } = useParts();
  return useSyncExternalStore(hall.subscribe, hall.getSnapshot);
}
