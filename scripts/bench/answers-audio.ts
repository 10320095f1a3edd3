import type { Locale } from '#protocol/index.ts';
import { loadGolden } from '../knowledge/golden.ts';
import { type Heard, visitor } from './conversations/hall.ts';
import { type Percentiles, percentilesOf } from './conversations/summary.ts';

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

/** Keys of `answers.audio` in the JSON; milliseconds since the question was sent, as the page sees them. */
export interface AudioFigures {
  questions: number;
  answered: number;
  withAudio: number;
  firstSentenceMs: Percentiles;
  firstAudioMs: Percentiles;
  /** Questions whose first recording no earlier question had asked for. */
  newRecordings: number;
  newAudioMs: Percentiles;
}

/**
 * Asks 50 golden questions, one after another, of a warm server: milliseconds from the question to its first checked
 * sentence and to the first byte of that sentence's audio. Audio that an earlier question left in the cache is used as
 * it would be in the hall; `newAudioMs` counts only recordings that were made new.
 */
export async function measureAudio(baseUrl: string): Promise<AudioFigures> {
  const ask = (id: string, lang: Locale, text: string) =>
    visitor(baseUrl).ask({ thread: id, run: id, lang, text, speech: true });
  const known = new Set<string>();
  for (const [i, [lang, question]] of WARM_UP.entries()) {
    const { recordings } = await ask(`warm-${i}`, lang, question);
    for (const url of recordings) known.add(url);
  }
  const heard: Heard[] = [];
  const fresh: Heard[] = [];
  for (const [i, [lang, question]] of (await questions()).entries()) {
    const one = await ask(`audio-${i}`, lang, question);
    heard.push(one);
    const [first] = one.recordings;
    if (first !== undefined && !known.has(first)) fresh.push(one);
    for (const url of one.recordings) known.add(url);
  }
  return {
    questions: heard.length,
    answered: heard.filter(({ status }) => status === 'answered').length,
    withAudio: heard.filter(({ firstAudioMs }) => firstAudioMs !== null).length,
    firstSentenceMs: percentilesOf(heard.map(({ firstSentenceMs }) => firstSentenceMs)),
    firstAudioMs: percentilesOf(heard.map(({ firstAudioMs }) => firstAudioMs)),
    newRecordings: fresh.length,
    newAudioMs: percentilesOf(fresh.map(({ firstAudioMs }) => firstAudioMs)),
  };
}

export function printAudio(figures: AudioFigures): void {
  const { firstSentenceMs: sentence, firstAudioMs: audio, newAudioMs: made } = figures;
  console.log(
    `  with speech: ${figures.questions} questions, ${figures.answered} answered, ${figures.withAudio} with audio`,
  );
  console.log(`  to the first checked sentence, p50 / p95  ${sentence.p50} / ${sentence.p95} ms`);
  console.log(`  to its audio, p50 / p95                   ${audio.p50} / ${audio.p95} ms`);
  console.log(`  the same, ${figures.newRecordings} recordings made new      ${made.p50} / ${made.p95} ms`);
}
