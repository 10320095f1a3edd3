import type { Card } from '#protocol/index.ts';
import type { GoldenTurn } from '../../knowledge/conversations.ts';
import { holdsFact } from './facts.ts';
import type { Heard } from './hall.ts';

/** Each is null where nothing of the kind is expected of the turn. */
export interface Verdict {
  status: boolean;
  guide: boolean | null;
  aspect: boolean | null;
  facts: boolean | null;
  card: boolean | null;
  /** Guide and status of a turn that leans on earlier ones. */
  followUp: boolean | null;
}

/** The section that a card shows. */
const CARD_SECTIONS: Readonly<Partial<Record<Card['type'], string>>> = {
  materials: 'materials',
  steps: 'steps',
  fees: 'fees',
  places: 'locations',
  contact: 'contacts',
};

const guideOfCard = (card: Card) => ('guide' in card ? card.guide : null);

/** The guide that the answer speaks of: the first one cited, else that of its first card. */
export function guideOf({ sentences, sources, cards }: Heard): string | null {
  const n = sentences.find(({ cites }) => cites.length > 0)?.cites[0];
  const cited = sources.find((source) => source.n === n)?.guide;
  return cited ?? cards.map(guideOfCard).find((guide) => guide !== null) ?? null;
}

/** Anchors of the sections of these guides that are cited or shown on a card. */
export function sectionsOf({ sentences, sources, cards }: Heard, guides: readonly string[]): Set<string> {
  const cited = new Set(sentences.flatMap(({ cites }) => cites));
  const shown = cards
    .filter((card) => guides.includes(guideOfCard(card) ?? '') || card.type === 'contact')
    .map(({ type }) => CARD_SECTIONS[type])
    .filter((section) => section !== undefined);
  const anchors = sources
    .filter(({ n, guide }) => cited.has(n) && guides.includes(guide))
    .map(({ section }) => section);
  return new Set([...anchors, ...shown]);
}

function wordsOn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsOn);
}

/** Everything that the citizen can read in an answer. */
export const textOf = ({ sentences, cards }: Heard): string =>
  [...sentences.map(({ text }) => text), ...cards.flatMap(wordsOn)].join('\n');

/**
 * What is right of an answer. A question back, where one is right, is not asked for a guide: it has not chosen yet.
 * The guide is that of the first cited sentence; the section may be cited anywhere in the answer or shown on a card.
 */
export function judge(turn: GoldenTurn, heard: Heard): Verdict {
  const status = turn.status.some((each) => each === heard.status);
  const card = turn.card === undefined ? null : heard.cards.some(({ type }) => type === turn.card);
  const askedBack = heard.status === 'clarify' && status;
  const { guide: expected, aspect, facts } = turn;
  if (expected === null || askedBack)
    return { status, guide: null, aspect: null, facts: null, card, followUp: turn.leans ? status : null };
  const guide = expected.includes(guideOf(heard) ?? '');
  const sections = sectionsOf(heard, expected);
  const text = textOf(heard);
  return {
    status,
    guide,
    aspect: aspect?.some((each) => sections.has(each === 'overview' ? 'summary' : each)) ?? null,
    facts: facts?.every((fact) => holdsFact(text, fact)) ?? null,
    card,
    followUp: turn.leans ? status && guide : null,
  };
}
