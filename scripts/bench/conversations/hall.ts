import { createParser } from 'eventsource-parser';
import type { z } from 'zod';
import {
  AnswerResult,
  type Card,
  CustomEvents,
  GuideReply,
  type Latency,
  type Locale,
  type Source,
} from '#protocol/index.ts';

export interface Sentence {
  /** Without emphasis. */
  text: string;
  lang: Locale;
  /** Numbers of sources. */
  cites: readonly number[];
}

/** One answer as a page receives it. */
export interface Heard {
  /** `error` when the run ended with one, `unfinished` when the stream broke off. */
  status: string;
  sentences: readonly Sentence[];
  sources: readonly Source[];
  cards: readonly Card[];
  latencyMs: Latency | null;
  /** From sending the question to the first checked sentence, as the page sees it; null when none came. */
  firstSentenceMs: number | null;
  /** The same to the first byte of the first recording; null without one. */
  firstAudioMs: number | null;
  /** Addresses of the answer's recordings, in order. */
  recordings: readonly string[];
}

export interface Question {
  thread: string;
  run: string;
  lang: Locale;
  text: string;
  speech: boolean;
}

/** A browser at the hall: keeps the session's cookie between its questions. */
export interface Visitor {
  ask(question: Question): Promise<Heard>;
}

const withoutEmphasis = (text: string) => text.replaceAll('**', '').replaceAll('__', '');

/** Reads AG-UI events of one answer as they come. */
function listener(onRecording: (url: string) => void) {
  const started = performance.now();
  const sentences: Sentence[] = [];
  const sources = new Map<number, Source>();
  const cards: Card[] = [];
  const recordings: string[] = [];
  const end: { status: string; latencyMs: Latency | null } = { status: 'unfinished', latencyMs: null };
  let firstSentenceMs: number | null = null;
  const custom: Record<string, (value: unknown) => void> = {
    sources: (value) => {
      for (const source of CustomEvents.sources.parse(value)) sources.set(source.n, source);
    },
    utterance: (value) => {
      const { text, locale, cites, audio } = CustomEvents.utterance.parse(value);
      sentences.push({ text: withoutEmphasis(text), lang: locale, cites });
      if (audio === undefined) return;
      recordings.push(audio.url);
      onRecording(audio.url);
    },
    card: (value) => {
      cards.push(CustomEvents.card.parse(value));
    },
  };
  return {
    take(event: { type: string; name?: string; value?: unknown; result?: unknown }) {
      if (event.type === 'TEXT_MESSAGE_CONTENT') firstSentenceMs ??= performance.now() - started;
      else if (event.type === 'CUSTOM') custom[event.name ?? '']?.(event.value);
      else if (event.type === 'RUN_ERROR') end.status = 'error';
      else if (event.type === 'RUN_FINISHED') {
        const result: z.infer<typeof AnswerResult> = AnswerResult.parse(event.result);
        end.status = result.status;
        end.latencyMs = result.latencyMs;
      }
    },
    elapsed: () => performance.now() - started,
    heard: (firstAudioMs: number | null): Heard => ({
      ...end,
      sentences,
      sources: [...sources.values()],
      cards,
      firstSentenceMs,
      firstAudioMs,
      recordings,
    }),
  };
}

/** Milliseconds until the first byte of a recording has come; null when it did not. */
async function firstByte(url: URL, elapsed: () => number): Promise<number | null> {
  const recording = await fetch(url);
  const reader = recording.body?.getReader();
  const first = await reader?.read();
  const at = recording.ok && first?.value ? elapsed() : null;
  await reader?.cancel();
  return at;
}

/** @throws when the server answers with anything but a stream, naming status and address. */
export function visitor(baseUrl: string): Visitor {
  let cookie: string | undefined;
  return {
    async ask({ thread, run, lang, text, speech }) {
      let audio: Promise<number | null> | undefined;
      const events = listener((url) => {
        audio ??= firstByte(new URL(url, baseUrl), events.elapsed);
      });
      const reply = await fetch(`${baseUrl}/api/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
        body: JSON.stringify({
          threadId: thread,
          runId: run,
          messages: [{ id: 'm1', role: 'user', content: text }],
          tools: [],
          context: [],
          forwardedProps: { locale: lang, channel: 'web', speech },
        }),
      });
      if (!reply.ok || reply.body === null)
        throw new Error(`${baseUrl}/api/answers answered ${reply.status}: ${await reply.text()}`);
      cookie ??= reply.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
      const parser = createParser({ onEvent: ({ data }) => events.take(JSON.parse(data)) });
      const decoder = new TextDecoder();
      for await (const bytes of reply.body) parser.feed(decoder.decode(bytes, { stream: true }));
      return events.heard((await audio) ?? null);
    },
  };
}

export type GuideTexts = (id: string, lang: Locale) => Promise<GuideReply>;

/** Guides as the hall shows them to everybody, each fetched once. */
export function guideTexts(baseUrl: string): GuideTexts {
  const known = new Map<string, Promise<GuideReply>>();
  const get = async (id: string, lang: Locale) => {
    const reply = await fetch(`${baseUrl}/api/guides/${id}?lang=${lang}`);
    if (!reply.ok) throw new Error(`${baseUrl}/api/guides/${id} answered ${reply.status}`);
    return GuideReply.parse(await reply.json());
  };
  return (id, lang) => {
    const key = `${lang} ${id}`;
    const guide = known.get(key) ?? get(id, lang);
    known.set(key, guide);
    return guide;
  };
}
