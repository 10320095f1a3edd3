import type { ParseArgsConfig } from 'node:util';

export interface Arguments {
  positionals: string[];
  values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

/** What a command found: `json` for programs, `lines` for people. */
export interface Outcome {
  /** Whether it could be done and nothing is wrong: exit code 0, else 1. */
  ok: boolean;
  json: Readonly<Record<string, unknown>>;
  lines: string[];
}

export interface CommandOf<Context> {
  options: NonNullable<ParseArgsConfig['options']>;
  run(context: Context, args: Arguments): Promise<Outcome>;
}
