import type { GoldenTurn } from '../../knowledge/conversations.ts';
import type { Heard } from './hall.ts';

/** An answer of which a test says only what matters to it. */
export const heardOf = (parts: Partial<Heard>): Heard => ({
  status: 'answered',
  sentences: [],
  sources: [],
  cards: [],
  latencyMs: null,
  firstSentenceMs: null,
  firstAudioMs: null,
  recordings: [],
  ...parts,
});

export const sourceOf = (n: number, guide: string, section: string) => ({
  n,
  guide,
  section,
  version: 'v',
  title: 't',
  quote: 'q',
  url: '/u',
});

export const turnOf = (parts: Partial<GoldenTurn>): GoldenTurn => ({
  say: 'a',
  status: ['answered'],
  guide: null,
  leans: false,
  ...parts,
});
