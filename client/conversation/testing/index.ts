import type { Utterance } from '#protocol/index.ts';
import type { TabStorage } from '../memory.ts';

export function utterance(id: string, text: string, more: Partial<Utterance> = {}): Utterance {
  return { id, text, speech: text, locale: 'zh', cites: [], gesture: null, emotion: 'neutral', ...more };
}

/** Storage of one tab, in memory. */
export function tabStorage(): TabStorage {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}
