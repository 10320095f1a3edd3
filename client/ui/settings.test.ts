import { beforeEach, describe, expect, it } from 'vitest';
import { createSettings, firstVisit, SETTINGS_KEY, type SettingsOptions } from './settings.ts';

const plain = { languages: ['zh-CN'], prefersDark: false, prefersMoreContrast: false };

function memory(): SettingsOptions['storage'] {
  const map = new Map<string, string>();
  return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value) };
}

class StorageChange extends Event {
  readonly key = SETTINGS_KEY;
}

describe('settings', () => {
  let storage: SettingsOptions['storage'];
  let events: EventTarget;
  beforeEach(() => {
    storage = memory();
    events = new EventTarget();
  });
  const open = () => createSettings({ storage, events, surroundings: plain });

  it('takes language and theme from the browser at the first visit', () => {
    expect(firstVisit({ ...plain, languages: ['fr-FR', 'en-GB', 'zh'] }).locale).toBe('en');
    expect(firstVisit({ ...plain, languages: ['fr'] }).locale).toBe('zh');
    expect(firstVisit({ ...plain, prefersDark: true }).theme).toBe('dark');
    expect(firstVisit({ ...plain, prefersDark: true, prefersMoreContrast: true }).theme).toBe('contrast');
  });

  it('remembers a choice for the next visit', () => {
    open().set({ theme: 'dark', size: 'elder' });
    expect(open().get()).toMatchObject({ theme: 'dark', size: 'elder', locale: 'zh' });
  });

  it('follows a change made in another tab', () => {
    const here = open();
    let heard = 0;
    here.subscribe(() => {
      heard += 1;
    });
    createSettings({ storage, events: new EventTarget(), surroundings: plain }).set({ locale: 'en' });
    events.dispatchEvent(new StorageChange('storage'));
    expect(here.get().locale).toBe('en');
    expect(heard).toBe(1);
  });

  it('starts afresh when what is stored makes no sense', () => {
    storage.setItem(SETTINGS_KEY, '{"theme":"neon"}');
    expect(open().get()).toEqual(firstVisit(plain));
    storage.setItem(SETTINGS_KEY, 'not json');
    expect(open().get()).toEqual(firstVisit(plain));
  });

  it('works where storage is forbidden', () => {
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    const settings = createSettings({
      storage: { getItem: forbidden, setItem: forbidden },
      events,
      surroundings: plain,
    });
    settings.set({ muted: true });
    expect(settings.get().muted).toBe(true);
  });
});
