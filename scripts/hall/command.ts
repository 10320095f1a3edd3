import type { Config } from '#server/config.ts';
import type { Secret, Store } from '#server/store/index.ts';
import type { Arguments, CommandOf, Outcome } from '../command-line/types.ts';
import type { HallTexts } from './texts/index.ts';

/** What every command has at hand. */
export interface Context {
  store: Store;
  /** Read only by what needs it: the phone numbers of call backs are opened with it. */
  secret(): Promise<Secret>;
  config: Config;
  now: () => Date;
  /** Who sits at the terminal, where `--by` names nobody. */
  user: string;
  texts: HallTexts;
}

export type { Arguments, Outcome };
export type Command = CommandOf<Context>;
