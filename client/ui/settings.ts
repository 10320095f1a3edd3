import { z } from 'zod';
import { Locale } from '#protocol/index.ts';

export const Theme = z.enum(['light', 'dark', 'contrast']);
export type Theme = z.infer<typeof Theme>;

const Settings = z.strictObject({
  locale: Locale,
  theme: Theme,
  /** `elder`: type a quarter larger, targets of 60 px. */
  size: z.enum(['normal', 'elder']),
  muted: z.boolean(),
  captions: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const SETTINGS_KEY = 'yunting.settings';

/** What the browser says about the person before they have chosen anything. */
export interface Surroundings {
  /** BCP 47, best first. */
  languages: readonly string[];
  prefersDark: boolean;
  prefersMoreContrast: boolean;
}

/** Settings of a first visit: the system's language and theme, everything audible and captioned. */
export function firstVisit({ languages, prefersDark, prefersMoreContrast }: Surroundings): Settings {
  const known = languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'zh' || tag === 'en');
  return {
    locale: known === 'en' ? 'en' : 'zh',
    theme: prefersMoreContrast ? 'contrast' : prefersDark ? 'dark' : 'light',
    size: 'normal',
    muted: false,
    captions: true,
  };
}

export interface SettingsStore {
  get(): Settings;
  set(change: Partial<Settings>): void;
  subscribe(listener: () => void): () => void;
  dispose(): void;
}

export interface SettingsOptions {
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Where `storage` events of other tabs arrive. */
  events: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  surroundings: Surroundings;
}

function parse(text: string | null): Settings | undefined {
  if (text === null) return undefined;
  try {
    return Settings.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * What the person has chosen, kept in `localStorage` and in step between tabs. Storage that is full or forbidden
 * costs only the memory of the choice.
 */
export function createSettings({ storage, events, surroundings }: SettingsOptions): SettingsStore {
  const listeners = new Set<() => void>();
  const read = () => {
    try {
      return parse(storage.getItem(SETTINGS_KEY));
    } catch {
      return undefined;
    }
  };
  let settings = read() ?? firstVisit(surroundings);

  const change = (next: Settings) => {
    settings = next;
    for (const listener of listeners) listener();
  };
  const onStorage = (event: Event) => {
    if (!('key' in event) || event.key !== SETTINGS_KEY) return;
    const next = read();
    if (next) change(next);
  };
  events.addEventListener('storage', onStorage);

  return {
    get: () => settings,
    set(part) {
      change({ ...settings, ...part });
      try {
        storage.setItem(SETTINGS_KEY, JSON.stringify(settings));
      } catch {
        // Full or forbidden: the choice holds for this page.
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => events.removeEventListener('storage', onStorage),
  };
}
