import { readSwitch, type SwitchState, switchAnswers } from '#server/hall/index.ts';
import { textOption, UsageError } from '../../knowledge/command.ts';
import type { Arguments, Command, Context, Outcome } from '../command.ts';

function required(args: Arguments, name: string): string {
  const value = textOption(args, name);
  if (value === undefined) throw new UsageError(`--${name}`);
  return value;
}

function told({ texts }: Context, state: SwitchState): Outcome {
  const { answering, notice, at, actor } = state;
  const t = texts.answers;
  const lines = [
    answering ? t.on : t.off,
    ...(at && actor !== null ? [t.since(texts.moment(at), actor)] : []),
    ...(answering ? [] : [`zh: ${notice.zh ?? t.usualNotice}`, `en: ${notice.en ?? t.usualNotice}`]),
  ];
  return { ok: true, json: { answering, notice, at: at?.toISOString() ?? null, by: actor }, lines };
}

/** `answers off|on|status`: whether she answers. */
export const answers: Command = {
  options: {
    'notice-zh': { type: 'string' },
    'notice-en': { type: 'string' },
    reason: { type: 'string' },
  },
  async run(context, args) {
    const [deed = '', ...more] = args.positionals;
    const { db } = context.store;
    if (more.length > 0) throw new UsageError(more.join(' '));
    if (deed === 'status') return told(context, await readSwitch(db));
    const at = context.now();
    if (deed === 'off') {
      const notice = { zh: textOption(args, 'notice-zh') ?? null, en: textOption(args, 'notice-en') ?? null };
      const by = { at, actor: required(args, 'by'), reason: required(args, 'reason') };
      return told(context, await switchAnswers(db, notice, by));
    }
    if (deed === 'on') {
      const by = { at, actor: required(args, 'by'), reason: textOption(args, 'reason') ?? null };
      return told(context, await switchAnswers(db, null, by));
    }
    throw new UsageError(context.texts.answers.which);
  },
};
