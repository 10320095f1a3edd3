import type { ParseArgsConfig } from 'node:util';
import type { Config } from '#server/config.ts';
import type { Secret, Store } from '#server/store/index.ts';
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

export interface Arguments {
  positionals: string[];
  values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

/** What a command found: `json` for programs, `lines` for people. */
export interface Outcome {
  /** Whether it could be done: exit code 0, else 1. */
  ok: boolean;
  json: Readonly<Record<string, unknown>>;
  lines: string[];
}

export interface Command {
  options: NonNullable<ParseArgsConfig['options']>;
  run(context: Context, args: Arguments): Promise<Outcome>;
}
