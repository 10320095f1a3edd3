import './no-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  browserTab,
  createCallbacks,
  createConversation,
  createHall,
  keepToOneTab,
} from '#client/conversation/index.ts';
import { createSettings, type IconName, SettingsProvider, type Texts } from '#client/ui/index.ts';
import { createRecognizer, createVoice, type RecognizerError } from '#client/voice/index.ts';
import { createHeardClock } from './heard-clock.ts';
import { instruments } from './instruments.ts';
import { Lobby } from './lobby.tsx';
import { type Parts, PartsContext } from './parts.ts';
import { createReception } from './reception.ts';
import { storageOrMemory } from './storage.ts';
import { createTicks } from './ticks.ts';
import { createToasts } from './toast-store.ts';

const setTimer = (callback: () => void, ms: number) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
const prefers = (query: string) => matchMedia(`(prefers-${query})`).matches;

const RECOGNIZER_WORDS: Readonly<Record<RecognizerError, keyof Texts['voice']>> = {
  unsupported: 'unsupported',
  'not-allowed': 'denied',
  'audio-capture': 'denied',
  'no-speech': 'silent',
  network: 'failed',
};

const pageStorage = storageOrMemory(() => localStorage);
const settings = createSettings({
  storage: pageStorage,
  events: window,
  surroundings: {
    languages: navigator.languages,
    prefersDark: prefers('color-scheme: dark'),
    prefersMoreContrast: prefers('contrast: more'),
  },
});
const toasts = createToasts(setTimer);
const tell = (icon: IconName, text: (texts: Texts) => string) => toasts.show({ icon, text });

// The first to hear of it: a listener before it would let the broken connection be told as a fault.
window.addEventListener('pagehide', () => conversation.leave());
const tabStorage = storageOrMemory(() => sessionStorage);
keepToOneTab(tabStorage, browserTab);
const conversation = createConversation({ storage: tabStorage, channel: 'web' });
const hall = createHall({
  locale: () => settings.get().locale,
  isVisible: browserTab.isVisible,
  setTimer,
});
browserTab.onChange(() => hall.look());
let lookedFor: string | undefined;
conversation.subscribe(() => {
  const turn = conversation.getSnapshot().turns.at(-1);
  if (turn?.problem?.code !== 'off' || turn.id === lookedFor) return;
  lookedFor = turn.id;
  hall.look();
});
let noticeLocale = settings.get().locale;
settings.subscribe(() => {
  const { locale } = settings.get();
  if (locale === noticeLocale) return;
  noticeLocale = locale;
  hall.look();
});
hall.look();
const reception = createReception({
  conversation,
  createVoice,
  createRecognizer,
  preferences: settings.get,
  onRecognizerError: (code) => tell('micOff', (texts) => texts.voice[RECOGNIZER_WORDS[code]]),
  onSoundless: () => tell('mute', (texts) => texts.toast.noSound),
  setTimer,
});
const clock = createHeardClock({
  heard: reception.heard,
  requestFrame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (handle) => cancelAnimationFrame(handle),
});
instruments.level = reception.level;
instruments.heard = reception.heard;
window.yunting = instruments;

const parts: Parts = {
  conversation,
  callbacks: createCallbacks(pageStorage),
  hall,
  reception,
  clock,
  ticks: createTicks(tabStorage),
  toasts,
};
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <SettingsProvider store={settings}>
      <PartsContext value={parts}>
        <Lobby />
      </PartsContext>
    </SettingsProvider>
  </StrictMode>,
);
