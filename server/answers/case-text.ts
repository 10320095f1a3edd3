import type { CaseCard } from '#protocol/index.ts';
import type { Texts } from './texts/index.ts';

const PENDING: readonly CaseCard['state'][] = [
  'submitted',
  'supplement_requested',
  'accepted',
  'in_review',
  'suspended',
];

/** States that are good news. */
export const isGoodNews = ({ state }: CaseCard) => state === 'approved' || state === 'delivered';

/**
 * A case in sentences: state, time so far, due date, what is asked of the citizen. It names neither the receipt nor
 * the citizen, so that it may be shown to any writer.
 */
export function caseText(card: CaseCard, texts: Texts, now: Date): { title: string; text: string } {
  const words = texts.case;
  const day = (iso: string) => texts.day(new Date(iso));
  const due = card.dueAt !== null && PENDING.includes(card.state) ? card.dueAt : null;
  const asksDue = card.asksDueAt === null ? null : day(card.asksDueAt);
  const sentences = [
    words.state(card.service, card.stateLabel),
    words.soFar(day(card.submittedAt), card.workdaysSoFar),
    ...(due === null ? [] : [new Date(due) < now ? words.overdue(day(due)) : words.due(day(due))]),
    ...(card.asks.length === 0
      ? []
      : [
          words.asks(
            card.asks.map(({ text }) => text),
            asksDue,
          ),
        ]),
  ];
  return { title: `${card.service} · ${words.title}`, text: sentences.join(texts.gap) };
}
