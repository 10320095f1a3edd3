import {
  AnswerResult,
  type AnswerStatus,
  type Card,
  CustomEvents,
  type Locale,
  type Source,
} from '#protocol/index.ts';
import type { AGUIEvent } from '#server/answers/index.ts';
import { cardText } from './cards.ts';
import type { Annotation } from './wire.ts';

/** What an answer becomes, in order: texts, each a checked sentence or a card in words, then its end. */
export type Piece =
  | { type: 'text'; text: string; annotations: Annotation[] }
  | { type: 'end'; status: AnswerStatus }
  | { type: 'failed'; message: string };

interface Cited {
  n: number;
  guide: string;
  section: string;
  title: string;
  url: string;
}

const isAbsolute = (url: string) => /^https?:/.test(url);

/**
 * The events of an answer as pieces of one text with its citations: `[n]` behind every sentence that has a source
 * and behind the title of every card that a guide filled.
 * @param origin scheme and host under which the guides' pages are reached; citations lead there.
 * @param page language of whoever asks, for what is said before the answer's own language is known.
 */
export async function* piecesOf(
  events: AsyncIterable<AGUIEvent>,
  { origin, page }: { origin: string; page: Locale },
): AsyncGenerator<Piece> {
  const sources = new Map<number, Cited>();
  const cards: Card[] = [];
  /** Released sentences whose citations are not known yet: these come with the utterance. */
  const waiting: string[] = [];
  let locale = page;
  let length = 0;

  const add = ({ n, guide, section, title, url }: Source | Cited) =>
    sources.set(n, { n, guide, section, title, url: isAbsolute(url) ? url : `${origin}${url}` });

  function piece(text: string, cites: readonly number[], rest = ''): Piece {
    const annotations: Annotation[] = [];
    let marked = text;
    for (const [index, n] of cites.entries()) {
      const source = sources.get(n);
      if (source === undefined) continue;
      if (index === 0 && locale === 'en') marked += ' ';
      const start_index = length + marked.length;
      marked += `[${n}]`;
      const { url, title } = source;
      const end_index = length + marked.length;
      annotations.push({ type: 'url_citation', url_citation: { url, title, start_index, end_index } });
    }
    marked += rest;
    length += marked.length;
    return { type: 'text', text: marked, annotations };
  }

  /** Number of the section that a card was filled from; a new one where no sentence has cited it. */
  function numberOf({ guide, anchor }: { guide: string; anchor: string }, title: string): number {
    const known = [...sources.values()].find((source) => source.guide === guide && source.section === anchor);
    if (known) return known.n;
    const n = Math.max(0, ...sources.keys()) + 1;
    add({ n, guide, section: anchor, title, url: `/guides/${guide}?lang=${locale}#${anchor}` });
    return n;
  }

  function* rest(): Generator<Piece> {
    // A sentence without an utterance has still been released.
    for (const text of waiting.splice(0)) yield piece(text, []);
    for (const card of cards.splice(0)) {
      const written = cardText(card, locale, origin);
      if (written === undefined) continue;
      const { title, lines, section } = written;
      const cites = section === undefined ? [] : [numberOf(section, title)];
      yield piece(`${length === 0 ? '' : '\n\n'}${title}`, cites, `\n${lines.join('\n')}`);
    }
  }

  for await (const event of events) {
    if (event.type === 'TEXT_MESSAGE_CONTENT') waiting.push(event.delta);
    else if (event.type === 'RUN_ERROR') {
      yield { type: 'failed', message: event.message };
      return;
    } else if (event.type === 'RUN_FINISHED') {
      yield* rest();
      yield { type: 'end', status: AnswerResult.parse(event.result).status };
      return;
    } else if (event.type === 'CUSTOM' && event.name === 'sources') {
      for (const source of CustomEvents.sources.parse(event.value)) add(source);
    } else if (event.type === 'CUSTOM' && event.name === 'card') {
      cards.push(CustomEvents.card.parse(event.value));
    } else if (event.type === 'CUSTOM' && event.name === 'utterance') {
      const utterance = CustomEvents.utterance.parse(event.value);
      locale = utterance.locale;
      // What is only spoken has no part in the text.
      if (waiting[0]?.trim() !== utterance.text.trim()) continue;
      yield piece(waiting.shift() ?? '', utterance.cites);
    }
  }
}
