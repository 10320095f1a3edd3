import type { Locale } from '#protocol/index.ts';
import type { Recognizer, RecognizerError, RecognizerEvents } from './types.ts';

/** What we use of the browser's SpeechRecognition. */
export interface RecognitionEngine {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onstart: (() => void) | null;
  onresult: ((event: { readonly results: RecognitionResults }) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

/** One result per stretch of speech; `[0]` is its likeliest wording. */
export type RecognitionResults = ArrayLike<ArrayLike<{ readonly transcript: string }>>;

export type RecognitionEngineClass = new () => RecognitionEngine;

export interface RecognizerOptions {
  /** The browser's own unless given; null where there is none. */
  engine?: RecognitionEngineClass | null;
}

declare global {
  interface Window {
    SpeechRecognition?: RecognitionEngineClass;
    webkitSpeechRecognition?: RecognitionEngineClass;
  }
}

const LANGUAGE: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en-US' };

/** Error codes of the Web Speech API. `aborted` is our own doing and no error. */
const ERRORS: Readonly<Record<string, RecognizerError>> = {
  'not-allowed': 'not-allowed',
  'service-not-allowed': 'not-allowed',
  'no-speech': 'no-speech',
  'audio-capture': 'audio-capture',
  network: 'network',
  'language-not-supported': 'unsupported',
};

function browserEngine(): RecognitionEngineClass | null {
  return window.SpeechRecognition ?? window.webkitSpeechRecognition ?? null;
}

/** The stretches joined; Chinese runs on without spaces, English stretches bring their own. */
function wording(results: RecognitionResults): string {
  return Array.from(results, (result) => result[0]?.transcript ?? '')
    .join('')
    .trim();
}

/** The recogniser of the browser. Where it has none, `start` reports `unsupported`. */
export function createRecognizer(events: RecognizerEvents, options: RecognizerOptions = {}): Recognizer {
  const Engine = options.engine === undefined ? browserEngine() : options.engine;
  let engine: RecognitionEngine | null = null;

  function abort(): void {
    const running = engine;
    if (running === null) return;
    engine = null;
    running.abort();
    events.onEnd();
  }

  function listen(Started: RecognitionEngineClass, locale: Locale): void {
    const session = new Started();
    engine = session;
    session.lang = LANGUAGE[locale];
    session.continuous = false;
    session.interimResults = true;
    let text = '';
    let failed = false;
    const isCurrent = () => engine === session;
    const fail = (code: RecognizerError) => {
      failed = true;
      events.onError(code);
    };
    session.onstart = () => {
      if (isCurrent()) events.onStart();
    };
    session.onresult = ({ results }) => {
      if (!isCurrent()) return;
      text = wording(results);
      events.onInterim(text);
    };
    session.onerror = ({ error }) => {
      if (isCurrent() && error !== 'aborted') fail(ERRORS[error] ?? 'network');
    };
    session.onend = () => {
      if (!isCurrent()) return;
      engine = null;
      // Safari ends without marking its last words final, so the words at the end are the question.
      if (!failed && text !== '') events.onFinal(text);
      else if (!failed) events.onError('no-speech');
      events.onEnd();
    };
    try {
      session.start();
    } catch {
      // Thrown where the page's permissions policy forbids the microphone.
      engine = null;
      events.onError('not-allowed');
      events.onEnd();
    }
  }

  return {
    isSupported: () => Engine !== null,
    start(locale) {
      abort();
      if (Engine !== null) return listen(Engine, locale);
      events.onError('unsupported');
      events.onEnd();
    },
    stop: () => engine?.stop(),
    abort,
  };
}
