import type { Latency } from '#protocol/index.ts';
import { isHeldOut } from '../../knowledge/conversations.ts';
import { percentile } from '../metrics.ts';
import type { Verdict } from './judge.ts';
import type { PlayedTurn } from './play.ts';
import { type Truth, together } from './truth.ts';

export interface JudgedTurn extends PlayedTurn {
  verdict: Verdict;
  truth: Truth;
}

/** How many of those that count are right. */
export interface Rate {
  right: number;
  of: number;
  /** 1 where none counts. */
  share: number;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** Keys of `answers.all`, `.dev`, `.heldOut`, `.zh` and `.en` in the JSON. */
export interface ConversationFigures {
  conversations: number;
  turns: number;
  /** The status is one of those expected. */
  status: Rate;
  /** The guide cited first is one of those expected; of the turns that expect one. */
  guide: Rate;
  /** An expected section is cited or shown on a card. */
  aspect: Rate;
  /** The figures and words demanded stand in the answer. */
  facts: Rate;
  /** The card expected is shown. */
  cards: Rate;
  /** Guide and status are right of turns that cannot be understood alone. */
  followUps: Rate;
  /** Figures of cited sentences that a section cited there holds, by value. */
  figures: Rate;
  /** Citations whose section carries the sentence. */
  precision: Rate;
  /** Sentences stating a fact that cite a section. */
  recall: Rate;
  /** Questions back a conversation, and the most in a row. */
  clarifying: { perConversation: number; longestRun: number };
  /** Turns by the status expected (its first, where several are right and none came) and the status that came. */
  confusion: Record<string, Record<string, number>>;
  /** Right status by what the utterance is. */
  routes: Record<string, Rate>;
  /** As the server reports them, since the request arrived; a stage counts where it happened. */
  latencyMs: Record<keyof Omit<Latency, 'firstAudio'>, Percentiles>;
}

export function rate(verdicts: readonly (boolean | null)[]): Rate {
  const counted = verdicts.filter((each) => each !== null);
  return rateOf(counted.filter((each) => each).length, counted.length);
}

const rateOf = (right: number, of: number): Rate => ({ right, of, share: of === 0 ? 1 : right / of });

/** Longest run of a status without another between. */
export function longestRun(statuses: readonly string[], wanted: string): number {
  let longest = 0;
  let run = 0;
  for (const status of statuses) {
    run = status === wanted ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

export function percentilesOf(values: readonly (number | null | undefined)[]): Percentiles {
  const known = values.filter((value) => typeof value === 'number');
  const at = (p: number) => Math.round(percentile(known, p) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function confusionOf(turns: readonly JudgedTurn[]): ConversationFigures['confusion'] {
  const table: ConversationFigures['confusion'] = {};
  for (const { turn, heard, verdict } of turns) {
    const expected = verdict.status ? heard.status : (turn.status[0] ?? '');
    const row = table[expected] ?? {};
    row[heard.status] = (row[heard.status] ?? 0) + 1;
    table[expected] = row;
  }
  return table;
}

export function figuresOfTurns(turns: readonly JudgedTurn[]): ConversationFigures {
  const conversations = grouped(turns, ({ conversation }) => conversation.id);
  const statuses = [...conversations.values()].map((each) => each.map(({ heard }) => heard.status));
  const truth = together(turns.map((each) => each.truth));
  const judged = (name: keyof Verdict) => rate(turns.map(({ verdict }) => verdict[name]));
  const latency = (stage: keyof Latency) => percentilesOf(turns.map(({ heard }) => heard.latencyMs?.[stage]));
  const asked = statuses.flat().filter((status) => status === 'clarify').length;
  const routes = grouped(
    turns.filter(({ turn }) => turn.route !== undefined),
    ({ turn }) => turn.route ?? '',
  );
  return {
    conversations: conversations.size,
    turns: turns.length,
    status: judged('status'),
    guide: judged('guide'),
    aspect: judged('aspect'),
    facts: judged('facts'),
    cards: judged('card'),
    followUps: judged('followUp'),
    figures: rateOf(truth.figuresTrue, truth.figures),
    precision: rateOf(truth.citationsRight, truth.citations),
    recall: rateOf(truth.factualCited, truth.factual),
    clarifying: {
      perConversation: asked / Math.max(1, conversations.size),
      longestRun: Math.max(0, ...statuses.map((each) => longestRun(each, 'clarify'))),
    },
    confusion: confusionOf(turns),
    routes: Object.fromEntries(
      [...routes].map(([name, each]) => [name, rate(each.map(({ verdict }) => verdict.status))]),
    ),
    latencyMs: {
      understand: latency('understand'),
      retrieve: latency('retrieve'),
      firstSentence: latency('firstSentence'),
      total: latency('total'),
    },
  };
}

export const GROUPS = ['all', 'dev', 'heldOut', 'zh', 'en'] as const;
export type Group = (typeof GROUPS)[number];

const IN_GROUP: Readonly<Record<Group, (turn: JudgedTurn) => boolean>> = {
  all: () => true,
  dev: ({ conversation }) => !isHeldOut(conversation),
  heldOut: ({ conversation }) => isHeldOut(conversation),
  zh: ({ conversation }) => conversation.lang === 'zh',
  en: ({ conversation }) => conversation.lang === 'en',
};

export const figuresByGroup = (turns: readonly JudgedTurn[]): Record<Group, ConversationFigures> => {
  const of = (group: Group) => figuresOfTurns(turns.filter(IN_GROUP[group]));
  return { all: of('all'), dev: of('dev'), heldOut: of('heldOut'), zh: of('zh'), en: of('en') };
};

/** What the offline hall must reach. */
export const MARKS = {
  status: 0.92,
  guide: 0.93,
  figures: 1,
  precision: 0.98,
  followUps: 0.88,
} as const satisfies Partial<Record<keyof ConversationFigures, number>>;
/** Questions back in a row. */
export const MAX_CLARIFYING_RUN = 2;

/** Names of the marks that these figures miss. */
export function missed(figures: ConversationFigures): string[] {
  const below = Object.entries(MARKS)
    .filter(([name, mark]) => figures[name as keyof typeof MARKS].share < mark)
    .map(([name]) => name);
  return figures.clarifying.longestRun > MAX_CLARIFYING_RUN ? [...below, 'clarifying'] : below;
}

/** All that is wrong with an answer, in one line; null when nothing is. */
function missOf({ conversation, number, turn, said, heard, verdict, truth }: JudgedTurn): string | null {
  const cited = heard.sources.map(({ guide, section }) => `${guide}#${section}`).join(' ');
  const wrong = [
    verdict.status ? [] : [`status ${heard.status}, not ${turn.status.join('/')}`],
    verdict.guide === false ? [`guide not ${turn.guide?.join('/')}`] : [],
    verdict.guide !== false && verdict.aspect === false ? [`section not ${turn.aspect?.join('/')}`] : [],
    verdict.facts === false ? [`lacks ${turn.facts?.join(', ')}`] : [],
    verdict.card === false ? [`no ${turn.card} card`] : [],
    truth.faults,
  ].flat();
  if (wrong.length === 0) return null;
  const first = heard.sentences[0]?.text ?? '';
  return `${conversation.id} ${number} “${said}”: ${wrong.join('; ')} [${cited}] → ${first}`;
}

/** What went wrong in the half that the hall is tuned on, one line a turn. */
export const missesOf = (turns: readonly JudgedTurn[]): string[] =>
  turns.filter(IN_GROUP.dev).flatMap((turn) => missOf(turn) ?? []);
