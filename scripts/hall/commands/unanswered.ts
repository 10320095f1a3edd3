import { z } from 'zod';
import { listUnanswered } from '#server/unanswered/index.ts';
import { textOption, UsageError } from '../../knowledge/command.ts';
import type { Command } from '../command.ts';

/** `unanswered [--since DAY]`: questions that stayed open, most asked first. */
export const unanswered: Command = {
  options: { since: { type: 'string' } },
  async run({ store, now, texts }, args) {
    const day = textOption(args, 'since');
    if (day !== undefined && !z.iso.date().safeParse(day).success) throw new UsageError(`--since ${day}`);
    if (args.positionals.length > 0) throw new UsageError(args.positionals.join(' '));
    const since = day === undefined ? null : new Date(`${day}T00:00:00+08:00`);
    const questions = await listUnanswered(store.db, { since, now: now() });
    const t = texts.unanswered;
    const lines = questions.map(
      ({ count, lastAsked, locale, reason, guide, question }) =>
        `${String(count).padStart(5)}  ${texts.moment(new Date(lastAsked))}  ${locale}  ${t.reasons[reason]}${guide === null ? '' : `  ${guide}`}  ${question}`,
    );
    return { ok: true, json: { questions }, lines: lines.length === 0 ? [t.none] : lines };
  },
};
