export { Icon, type IconName } from './icons.tsx';
export { Ring, type RingState } from './ring.tsx';
export { createSettings, type Settings, type SettingsStore, type Surroundings, Theme } from './settings.ts';
export { languageTag, localeOfText, type Texts, textsFor } from './texts/index.ts';
export { SettingsProvider, useSettings, useTexts } from './use-settings.tsx';
export { Wordmark } from './wordmark.tsx';
