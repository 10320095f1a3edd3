import type { UnansweredQuestion } from '#server/unanswered/index.ts';

/** What `npm run hall` says. */
export interface HallTexts {
  usage: string;
  wrongUse(what: string): string;
  unknownCommand(name: string): string;
  noDatabase(file: string): string;
  /** A moment in the city, to the minute. */
  moment(at: Date): string;
  answers: {
    on: string;
    off: string;
    since(moment: string, actor: string): string;
    usualNotice: string;
    which: string;
  };
  callbacks: {
    none: string;
    which: string;
    oneNumber: string;
    unknown(number: string): string;
    /** Empty when nobody has called in vain. */
    tries(n: number): string;
    outcomes: Readonly<Record<'done' | 'queued' | 'closed', (number: string) => string>>;
  };
  unanswered: { none: string; reasons: Readonly<Record<UnansweredQuestion['reason'], string>> };
}
