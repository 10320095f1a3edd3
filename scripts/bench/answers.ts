import { createParser } from 'eventsource-parser';
import type { Locale } from '#protocol/index.ts';
import { loadGolden } from '../knowledge/golden.ts';

const QUESTIONS_DIR = 'knowledge/questions';
const QUESTIONS = 50;
/** Asked first, in both languages, and not measured: code and voice are warm afterwards. */
const WARM_UP: readonly [Locale, string][] = [
  ['zh', '你好'],
  ['en', 'Hello'],
  ['zh', '身份证怎么办'],
  ['en', 'How do I get a residence permit?'],
  ['zh', '结婚登记要多久'],
  ['en', 'Where do I register a company?'],
];

interface Timed {
  status: string;
  /** From sending the question; null when it never came. */
  firstSentenceMs: number | null;
  firstAudioMs: number | null;
  /** Addresses of the answer's recordings, in order. */
  recordings: string[];
}

interface Event {
  type: string;
  name?: string;
  value?: { audio?: { url: string } };
  result?: { status: string };
}

/** Asks over HTTP as the page does and reads to the end; audio counts from when its first byte has come. */
async function ask(baseUrl: string, id: string, locale: Locale, question: string): Promise<Timed> {
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  const reply = await fetch(`${baseUrl}/api/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      threadId: id,
      runId: id,
      messages: [{ id: 'm1', role: 'user', content: question }],
      tools: [],
      context: [],
      forwardedProps: { locale, channel: 'web', speech: true },
    }),
  });
  if (!reply.ok || reply.body === null) throw new Error(`${baseUrl}/api/answers answered ${reply.status}`);
  const timed: Timed = { status: 'unfinished', firstSentenceMs: null, firstAudioMs: null, recordings: [] };
  let audio: Promise<void> | undefined;
  const parser = createParser({
    onEvent({ data }) {
      const event: Event = JSON.parse(data);
      if (event.type === 'TEXT_MESSAGE_CONTENT') timed.firstSentenceMs ??= elapsed();
      else if (event.type === 'RUN_FINISHED') timed.status = event.result?.status ?? 'unknown';
      const url = event.name === 'utterance' ? event.value?.audio?.url : undefined;
      if (url === undefined) return;
      timed.recordings.push(url);
      if (audio !== undefined) return;
      audio = fetch(new URL(url, baseUrl)).then(async (recording) => {
        const reader = recording.body?.getReader();
        const first = await reader?.read();
        if (recording.ok && first?.value) timed.firstAudioMs = elapsed();
        await reader?.cancel();
      });
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of reply.body) parser.feed(decoder.decode(bytes, { stream: true }));
  await audio;
  return timed;
}

function percentile(values: readonly (number | null)[], share: number): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : Math.round(value * 10) / 10;
}

/** Evenly spread over the golden questions without history, so that every guide and both languages are asked. */
async function questions(): Promise<[Locale, string][]> {
  const { questions: golden } = await loadGolden(QUESTIONS_DIR);
  const first = golden.filter(({ history }) => history === undefined);
  const spread = Array.from(
    { length: QUESTIONS },
    (_, i) => first[Math.floor((i * first.length) / QUESTIONS)],
  );
  return spread.flatMap((one) => (one === undefined ? [] : [[one.lang, one.q] satisfies [Locale, string]]));
}

/**
 * Asks 50 golden questions, one after another, through the real endpoint of a warm server: milliseconds from the
 * question to its first checked sentence and to the first byte of that sentence's audio. Audio that an earlier
 * question left in the cache is used as it would be in the hall; `newAudioMs` counts only the questions whose first
 * recording no earlier question had asked for.
 */
export async function benchAnswers(options: {
  json: boolean;
  baseUrl: string;
}): Promise<Record<string, unknown>> {
  const { json, baseUrl } = options;
  const heard = new Set<string>();
  for (const [i, [locale, question]] of WARM_UP.entries()) {
    const { recordings } = await ask(baseUrl, `warm-${i}`, locale, question);
    for (const url of recordings) heard.add(url);
  }
  const timed: Timed[] = [];
  const fresh: Timed[] = [];
  for (const [i, [locale, question]] of (await questions()).entries()) {
    const one = await ask(baseUrl, `bench-${i}`, locale, question);
    timed.push(one);
    const [first] = one.recordings;
    if (first !== undefined && !heard.has(first)) fresh.push(one);
    for (const url of one.recordings) heard.add(url);
  }
  const summary = (values: readonly (number | null)[]) => ({
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
  });
  const result = {
    questions: timed.length,
    answered: timed.filter(({ status }) => status === 'answered').length,
    withAudio: timed.filter(({ firstAudioMs }) => firstAudioMs !== null).length,
    firstSentenceMs: summary(timed.map(({ firstSentenceMs }) => firstSentenceMs)),
    firstAudioMs: summary(timed.map(({ firstAudioMs }) => firstAudioMs)),
    newRecordings: fresh.length,
    newAudioMs: summary(fresh.map(({ firstAudioMs }) => firstAudioMs)),
  };
  if (!json) {
    const { firstSentenceMs: sentence, firstAudioMs: audio } = result;
    console.log(
      `  ${result.questions} questions, ${result.answered} answered, ${result.withAudio} with audio`,
    );
    console.log(`  to the first checked sentence, p50 / p95  ${sentence.p50} / ${sentence.p95} ms`);
    console.log(`  to its audio, p50 / p95                   ${audio.p50} / ${audio.p95} ms`);
    const { newAudioMs: made, newRecordings } = result;
    console.log(`  the same, ${newRecordings} recordings made new      ${made.p50} / ${made.p95} ms`);
  }
  return result;
}
