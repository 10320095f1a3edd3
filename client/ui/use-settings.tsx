import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Settings, SettingsStore } from './settings.ts';
import { type Texts, textsFor } from './texts/index.ts';

const Store = createContext<SettingsStore | null>(null);

/** Gives the pages below it one settings store. */
export function SettingsProvider({ store, children }: { store: SettingsStore; children: ReactNode }) {
  return <Store value={store}>{children}</Store>;
}

/** What the person has chosen, and how to change it. */
export function useSettings(): Settings & { set: SettingsStore['set'] } {
  const store = useContext(Store);
  if (store === null) throw new Error('useSettings needs a SettingsProvider above it');
  const settings = useSyncExternalStore(store.subscribe, store.get);
  return { ...settings, set: store.set };
}

/** The words of the page in the language chosen. */
export const useTexts = (): Texts => textsFor(useSettings().locale);
