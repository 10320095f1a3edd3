import { step } from '#server/progress.ts';
import type { Arguments, CommandOf, Outcome } from '../command-line/types.ts';
import type { CliTexts } from './texts/index.ts';

/** Wrong use of the command line: said with the usage, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Options that every command has. */
export interface Context {
  guidesDir: string;
  dataDir: string;
  /** The city's own guides by the settings, which imports may not fill up. */
  ownGuidesDir: string;
  json: boolean;
  texts: CliTexts;
  /** ISO date in the city. */
  today: string;
}

export type { Arguments, Outcome };
export type Command = CommandOf<Context>;

/** One text option, or undefined. @throws {UsageError} when it is empty. */
export function textOption({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  if (value === undefined || typeof value === 'boolean' || Array.isArray(value)) return undefined;
  if (value.trim() === '') throw new UsageError(`--${name}`);
  return value;
}

/** An option out of a list. @throws {UsageError} when it is none of them. */
export function choiceOption<T extends string>(
  args: Arguments,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = textOption(args, name);
  const choice = choices.find((each) => each === value);
  if (value !== undefined && choice === undefined)
    throw new UsageError(`--${name} ${value}: ${choices.join(' | ')}`);
  return choice;
}

/** Runs a step with its bar, silently for `--json`. */
export function progress<T>(
  { json }: Context,
  label: string,
  work: (report: (fraction: number) => void) => Promise<T>,
  describe: (result: T) => string,
): Promise<T> {
  return json ? work(() => {}) : step(label, work, describe);
}

/** `file:line field: message`, as editors and CI logs make links of it. */
export const located = ({
  file,
  line,
  field,
  message,
}: {
  file: string;
  line: number;
  field: string;
  message: string;
}) => `${file}:${line}${field === '' ? '' : ` ${field}`}: ${message}`;
