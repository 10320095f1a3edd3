import type { Card, Locale } from '#protocol/index.ts';
import { completionTexts } from './texts.ts';

/** A card in words. */
export interface CardText {
  title: string;
  lines: string[];
  /** The section of a guide that it was filled from, where it was. */
  section?: { guide: string; anchor: string };
}

const told = (parts: readonly (string | null | undefined | false)[], between: string) =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '').join(between);

const dashed = (lines: readonly string[]) => lines.map((line) => `- ${line}`);
const numbered = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}. ${line}`);

/** What can be touched on the page, as lines to read. Undefined where there is nothing to read: a citizen's own case. */
export function cardText(card: Card, locale: Locale, origin: string): CardText | undefined {
  const texts = completionTexts[locale];
  const { gap, colon } = texts;
  const withAside = (text: string, parts: Parameters<typeof told>[0]) => {
    const more = told(parts, gap);
    return more === '' ? text : `${text}${texts.aside(more)}`;
  };
  if (card.type === 'case') return undefined;
  const { title } = card;
  switch (card.type) {
    case 'choices':
      return { title, lines: numbered(card.options.map(({ label }) => label)) };
    case 'contact':
      return {
        title,
        lines: dashed(
          card.contacts.map(({ name, phone, hours, address }) =>
            withAside(phone === null ? name : `${name}${colon}${phone}`, [hours, address]),
          ),
        ),
      };
    case 'materials':
      return {
        title,
        lines: dashed(
          card.items.map(({ name, amount, when, notes, bring, deferrable }) =>
            withAside(name, [
              amount,
              when,
              !bring && texts.notNeeded,
              deferrable && texts.deferrable,
              notes?.replace(/[。.]$/, ''),
            ]),
          ),
        ),
        section: { guide: card.guide, anchor: 'materials' },
      };
    case 'steps':
      return {
        title,
        lines: numbered(
          card.items.map(({ name, text, by, limit }) => told([withAside(name, [by, limit]), text], colon)),
        ),
        section: { guide: card.guide, anchor: 'steps' },
      };
    case 'fees':
      return {
        title,
        lines: dashed([
          ...card.items.map(({ name, amount, notes }) => withAside(`${name}${colon}${amount}`, [notes])),
          ...(card.free === null ? [] : [card.free]),
        ]),
        section: { guide: card.guide, anchor: 'fees' },
      };
    case 'places':
      return {
        title,
        lines: dashed(
          card.items.map(({ name, address, hours, phone }) =>
            withAside(`${name}${colon}${address}`, [hours, phone]),
          ),
        ),
        section: { guide: card.guide, anchor: 'locations' },
      };
    case 'verify':
      return { title, lines: [texts.verifyAt(`${origin}/`)] };
    case 'callback':
      return { title, lines: [texts.callbackAt(`${origin}/`)] };
  }
}
