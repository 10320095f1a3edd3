import { moment } from './moment.ts';
import type { HallTexts } from './types.ts';

export const en: HallTexts = {
  usage: `Usage: npm run hall -- COMMAND [options]

Commands:
  answers status                       whether she answers now
  answers off --by NAME --reason WHY   stop answering; --notice-zh and --notice-en say it to citizens
  answers on --by NAME                 answer again
  callbacks list                       citizens who wait for a call, in order, with their phone numbers
  callbacks done N                     called; the phone number is erased at once
  callbacks no-answer N                not reached: to the end of the queue, the third time out of it
  unanswered [--since DAY]             questions without a good answer, most asked first

Common options:
  --by NAME    who does it, for the audit (call backs: your login name unless given)
  --data DIR   where the hall's data lives (default DATA_DIR)
  --json       print JSON for programs
  --help       show this

Exit codes: 0 done, 1 not done, 2 wrong use`,
  wrongUse: (what) => `Wrong use: ${what}`,
  unknownCommand: (name) => (name === '' ? 'name a command' : `there is no command ${name}`),
  noDatabase: (file) => `There is no database ${file}. Name the hall's data folder with --data.`,
  moment,
  answers: {
    on: 'She answers.',
    off: 'Answers are off.',
    since: (at, actor) => `Set at ${at} by ${actor}.`,
    usualNotice: '(the usual words)',
    which: 'say off, on or status',
  },
  callbacks: {
    none: 'Nobody waits for a call.',
    which: 'say list, done or no-answer',
    oneNumber: 'name one number, such as A-017',
    unknown: (number) => `No ${number} is waiting.`,
    tries: (n) => (n === 0 ? '' : `not reached: ${n}`),
    outcomes: {
      done: (number) => `${number} was called; the phone number is erased.`,
      queued: (number) => `${number} was not reached and goes to the end of the queue.`,
      closed: (number) =>
        `${number} was not reached for the third time and is closed; the phone number is erased.`,
    },
  },
  unanswered: {
    none: 'None.',
    reasons: {
      no_answer: 'no answer',
      partial: 'partial',
      out_of_scope: 'out of scope',
      clarify: 'asked back in vain',
      thumbs_down: 'thumbs down',
    },
  },
};
