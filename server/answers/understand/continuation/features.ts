import type { Glossary, Guide, SearchResult } from '#server/knowledge/index.ts';
import { THRESHOLD } from '#server/knowledge/index.ts';
import { relevanceTo } from '../../extractive/relevance.ts';
import type { Understanding } from '../index.ts';
import { LEXICON } from '../lexicon/index.ts';
import { names, terms } from '../terms.ts';

/** Log odds of a score, which is a probability: how far apart two scores are means the same everywhere on this scale. */
export const logOdds = (p: number) => Math.log(p / Math.max(1e-6, 1 - p));

/** Whether one guide is a bundle and the other a part of it. */
export const related = (a: Guide, b: Guide) => a.includes.includes(b.id) || b.includes.includes(a.id);

/** Log odds lie within this; beyond it a score says no more. */
const MOST_ODDS = 6;
/** Brings log odds to the size of the other features. */
const ODDS_SCALE = 4;
const LEAST = 1e-4;

const oddsOf = (score: number | undefined) => {
  const p = Math.min(1 - LEAST, Math.max(LEAST, score ?? LEAST));
  return Math.max(-MOST_ODDS, Math.min(MOST_ODDS, logOdds(p))) / ODDS_SCALE;
};

/** Characters up to which an utterance is short, and from which it is long. */
const LENGTHS = { zh: { short: 6, long: 18 }, en: { short: 16, long: 60 } } as const;

/** What tells whether a conversation goes on about its guide. Yes is 1, no 0; shares 0..1; odds as above. */
export const FEATURES = [
  'bias',
  /** An aspect is asked for; it opens as a follow-up; it asks for yes or no; it supposes; it tells. */
  'aspects',
  'leans',
  'whether',
  'supposes',
  'tells',
  /** It speaks of what offices deal with, of what people chat about, to her. */
  'official',
  'chat',
  'you',
  /** It has no, one, two, four or more terms of its own. */
  'noTerms',
  'oneTerm',
  'twoTerms',
  'manyTerms',
  /** Share of its terms that the guide in hand has; none of them. */
  'known',
  'unknown',
  /** How near it comes to the heading of a section there. */
  'heading',
  'short',
  'long',
  /** Something fits it without the turns before; another office's matter does. */
  'fits',
  'elsewhere',
  /** Odds of the best other guide, of the one in hand, how far the first leads, whether the guide in hand leads. */
  'otherOdds',
  'ownOdds',
  'gap',
  'ownFirst',
  /** The best other guide is called by its name; it is a part or the bundle of the one in hand. */
  'otherNamed',
  'related',
] as const;
export type Feature = (typeof FEATURES)[number];

interface Said {
  understanding: Pick<
    Understanding,
    'topic' | 'locale' | 'aspects' | 'leans' | 'whether' | 'supposes' | 'tells' | 'told' | 'official'
  >;
  glossary: Glossary;
  inHand: Guide;
  /** What is found for the utterance without the turns before it and without a threshold. */
  alone: SearchResult;
  guide(id: string): Guide | undefined;
}

export function featuresOf({ understanding, glossary, inHand, alone, guide }: Said): Record<Feature, number> {
  const { topic, locale, aspects, leans, whether, supposes, tells, told, official } = understanding;
  const said = terms(topic, glossary);
  const relevance = relevanceTo(topic, inHand, glossary);
  const [first] = alone.guides;
  const own = alone.guides.find((each) => each.guide === inHand.id)?.score;
  const best = alone.guides.find((each) => each.guide !== inHand.id);
  const other = best && guide(best.guide);
  const lengths = LENGTHS[locale];
  const { chat, you } = LEXICON[locale];
  return {
    bias: 1,
    aspects: Number(aspects.length > 0),
    leans: Number(leans),
    whether: Number(whether),
    supposes: Number(supposes),
    tells: Number(tells || told.includes(topic)),
    official: Number(official),
    chat: Number(chat.test(topic)),
    you: Number(you.test(topic)),
    noTerms: Number(said.size === 0),
    oneTerm: Number(said.size === 1),
    twoTerms: Number(said.size === 2),
    manyTerms: Number(said.size >= 4),
    known: relevance.known,
    unknown: Number(relevance.known === 0),
    heading: Math.max(...inHand.sections.map(({ title }) => relevance.of(title))),
    short: Number(topic.length <= lengths.short),
    long: Number(topic.length > lengths.long),
    fits: Number(alone.elsewhere === undefined && (first?.score ?? 0) >= THRESHOLD),
    elsewhere: Number(alone.elsewhere !== undefined),
    otherOdds: oddsOf(best?.score),
    ownOdds: oddsOf(own),
    gap: oddsOf(best?.score) - oddsOf(own),
    ownFirst: Number(first?.guide === inHand.id),
    otherNamed: Number(other !== undefined && names(said, other, glossary)),
    related: Number(other !== undefined && related(other, inHand)),
  };
}
