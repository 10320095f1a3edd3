import type { Locale } from '#protocol/index.ts';
import { citizenSaid, type Knowledge } from '#server/knowledge/index.ts';
import { type Golden, type GoldenQuestion, mayComeFirst } from './golden.ts';

/** Shares 0..1; null where there is nothing to measure. */
export interface Figures {
  questions: number;
  /** Right guide first, or among the first three. */
  hit1: number | null;
  hit3: number | null;
  /** Right section first, of the questions that name an aspect and whose guide came first. */
  section1: number | null;
  followUps: number;
  /** Right guide first for questions that lean on earlier turns. */
  followUpHit1: number | null;
  /** Refused of the questions that have nothing to do with services. */
  chatRefused: number | null;
  /** The same, asked in the midst of a conversation about a service. */
  chatAfterRefused: number | null;
  /** Refused of the questions about services that the hall does not offer. */
  uncoveredRefused: number | null;
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

/** Asks every golden question of one language and counts. Questions of guides that are not present are left out. */
export async function measure(knowledge: Knowledge, golden: Golden, lang: Locale): Promise<Figures> {
  const present = new Set(knowledge.guides(lang).map(({ id }) => id));
  const asked = golden.questions.filter((each) => each.lang === lang && present.has(each.guide));
  const misses: string[] = [];
  const times: number[] = [];
  const ask = async (text: string, history?: readonly string[]) => {
    const started = performance.now();
    const result = await knowledge.search({ text, lang, history: citizenSaid(history ?? []) });
    times.push(performance.now() - started);
    return result;
  };

  const outcomes: { question: GoldenQuestion; rank: number; section: boolean | null }[] = [];
  for (const question of asked) {
    const { guides, hits } = await ask(question.q, question.history);
    const rank = guides.findIndex(({ guide }) => mayComeFirst(question, guide));
    const wanted = question.aspect === 'overview' ? 'summary' : question.aspect;
    const first = hits.find(({ guide }) => mayComeFirst(question, guide))?.section;
    const section = rank === 0 && wanted !== undefined ? first === wanted : null;
    const asked = [...(question.history ?? []), question.q].join(' → ');
    if (rank !== 0) misses.push(`${asked}: ${question.guide}, found ${guides[0]?.guide ?? 'nothing'}`);
    if (section === false) misses.push(`${asked}: section ${wanted}, found ${first}`);
    outcomes.push({ question, rank, section });
  }

  const refusals = async (texts: readonly string[], history?: readonly string[]) => {
    const flags: boolean[] = [];
    for (const text of texts) {
      const { fits, guides } = await ask(text, history);
      if (fits) misses.push(`${[...(history ?? []), text].join(' → ')}: nothing, found ${guides[0]?.guide}`);
      flags.push(!fits);
    }
    return share(flags);
  };
  const { chat, uncovered } = golden.nothingFits[lang];
  const before = asked.find(({ history }) => history === undefined)?.q;
  const direct = outcomes.filter(({ question }) => question.history === undefined);
  const following = outcomes.filter(({ question }) => question.history !== undefined);
  return {
    questions: direct.length,
    hit1: share(direct.map(({ rank }) => rank === 0)),
    hit3: share(direct.map(({ rank }) => rank >= 0 && rank < 3)),
    section1: share(outcomes.flatMap(({ section }) => (section === null ? [] : [section]))),
    followUps: following.length,
    followUpHit1: share(following.map(({ rank }) => rank === 0)),
    chatRefused: await refusals(chat),
    chatAfterRefused: before === undefined ? null : await refusals(chat, [before]),
    uncoveredRefused: await refusals(uncovered),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    misses,
  };
}
