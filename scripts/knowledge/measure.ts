import type { Locale } from '#protocol/index.ts';
import { citizenSaid, type Knowledge, THRESHOLD } from '#server/knowledge/index.ts';
import { type Golden, type GoldenQuestion, mayComeFirst } from './golden.ts';

/** Shares 0..1; null where there is nothing to measure. */
export interface Figures {
  questions: number;
  /** Right guide first, or among the first three, whether or not the score would pass. */
  hit1: number | null;
  hit3: number | null;
  /** Right section first, of the questions that name an aspect and whose guide came first. */
  section1: number | null;
  followUps: number;
  /** The same for questions that lean on earlier turns. */
  followUpHit1: number | null;
  followUpHit3: number | null;
  /** Answered of the questions that a guide answers, at the threshold in use. */
  answered: number | null;
  /** Refused of the questions that have nothing to do with services. */
  chatRefused: number | null;
  /** The same, asked in the midst of a conversation about a service. */
  chatAfterRefused: number | null;
  /** Refused of the questions about services that the hall does not offer. */
  uncoveredRefused: number | null;
  /** Refused of both, at the threshold that lets 95 % of the questions pass that a guide answers. */
  refusedAt95: number | null;
  p50Ms: number;
  p95Ms: number;
  /** What went wrong, for reading. */
  misses: string[];
}

const share = (flags: readonly boolean[]) =>
  flags.length === 0 ? null : flags.filter(Boolean).length / flags.length;

function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
}

interface Outcome {
  question: GoldenQuestion;
  /** Place of the first right guide; −1 when it is not among those found. */
  rank: number;
  /** Whether its first section is the one asked for; null where the question names none. */
  section: boolean | null;
  /** Whether the search, left to itself, answers. */
  fits: boolean;
  score: number;
}

/** Asks every golden question of one language and counts. Questions of guides that are not present are left out. */
export async function measure(knowledge: Knowledge, golden: Golden, lang: Locale): Promise<Figures> {
  const present = new Set(knowledge.guides(lang).map(({ id }) => id));
  const asked = golden.questions.filter((each) => each.lang === lang && present.has(each.guide));
  const misses: string[] = [];
  const times: number[] = [];
  const ask = async (text: string, history: readonly string[]) => {
    const started = performance.now();
    const ranked = await knowledge.search({ text, lang, history: citizenSaid(history), threshold: 0 });
    times.push(performance.now() - started);
    const score = ranked.elsewhere === undefined ? (ranked.guides[0]?.score ?? 0) : 0;
    return { ...ranked, fits: score >= THRESHOLD, score, said: [...history, text].join(' → ') };
  };

  const outcomes: Outcome[] = [];
  for (const question of asked) {
    const { guides, hits, fits, score, said } = await ask(question.q, question.history ?? []);
    const rank = guides.findIndex(({ guide }) => mayComeFirst(question, guide));
    const wanted = question.aspect === 'overview' ? 'summary' : question.aspect;
    const first = hits.find(({ guide }) => guide === guides[0]?.guide)?.section;
    const section = rank === 0 && wanted !== undefined ? first === wanted : null;
    if (rank !== 0) misses.push(`${said}: ${question.guide}, found ${guides[0]?.guide ?? 'nothing'}`);
    else if (!fits) misses.push(`${said}: ${question.guide}, refused`);
    if (section === false) misses.push(`${said}: section ${wanted}, found ${first}`);
    outcomes.push({ question, rank, section, fits, score });
  }

  const refusals = async (texts: readonly string[], history: readonly string[] = []) => {
    const asked = [];
    for (const text of texts) {
      const { fits, guides, score, said } = await ask(text, history);
      if (fits) misses.push(`${said}: nothing, found ${guides[0]?.guide}`);
      asked.push({ refused: !fits, score });
    }
    return asked;
  };
  const refused = (asked: readonly { refused: boolean }[]) => share(asked.map((each) => each.refused));
  const { chat, uncovered } = golden.nothingFits[lang];
  const before = asked.find(({ history }) => history === undefined)?.q;
  const direct = outcomes.filter(({ question }) => question.history === undefined);
  const following = outcomes.filter(({ question }) => question.history !== undefined);
  const small = await refusals(chat);
  const others = await refusals(uncovered);
  const threshold = percentile(
    direct.map(({ score }) => score),
    0.05,
  );
  return {
    questions: direct.length,
    hit1: share(direct.map(({ rank }) => rank === 0)),
    hit3: share(direct.map(({ rank }) => rank >= 0 && rank < 3)),
    section1: share(outcomes.flatMap(({ section }) => (section === null ? [] : [section]))),
    followUps: following.length,
    followUpHit1: share(following.map(({ rank }) => rank === 0)),
    followUpHit3: share(following.map(({ rank }) => rank >= 0 && rank < 3)),
    answered: share(direct.map(({ fits }) => fits)),
    chatRefused: refused(small),
    chatAfterRefused: before === undefined ? null : refused(await refusals(chat, [before])),
    uncoveredRefused: refused(others),
    refusedAt95: share([...small, ...others].map(({ score }) => score < threshold)),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    misses,
  };
}
