import { createCallbackDesk } from '#server/callbacks/index.ts';
import { textOption, UsageError } from '../../knowledge/command.ts';
import type { Command } from '../command.ts';

/** `callbacks list|done N|no-answer N`: the queue of citizens who wait for a call. */
export const callbacks: Command = {
  options: {},
  async run({ store, secret, config, now, user, texts }, args) {
    const [deed = '', number, ...more] = args.positionals;
    const t = texts.callbacks;
    const actor = textOption(args, 'by') ?? user;
    const desk = createCallbackDesk({ store, secret: await secret(), now, staffing: config.callbacks });
    if (deed === 'list' && number === undefined) {
      const open = await desk.list(actor);
      const lines = open.map(({ number, phone, callBy, tries, locale, guide, topic }) =>
        [number, phone, callBy.slice(0, 16).replace('T', ' '), locale, t.tries(tries), guide, topic]
          .filter((part) => part !== null && part !== '')
          .join('  '),
      );
      return { ok: true, json: { callbacks: open }, lines: open.length === 0 ? [t.none] : lines };
    }
    if (!['done', 'no-answer'].includes(deed)) throw new UsageError(t.which);
    if (number === undefined || more.length > 0) throw new UsageError(t.oneNumber);
    const named = number.toUpperCase();
    const outcome =
      deed === 'done'
        ? (await desk.done(named, actor)) && ('done' as const)
        : ((await desk.notReached(named, actor)) ?? false);
    if (outcome === false) return { ok: false, json: { number: named }, lines: [t.unknown(named)] };
    return { ok: true, json: { number: named, outcome }, lines: [t.outcomes[outcome](named)] };
  },
};
