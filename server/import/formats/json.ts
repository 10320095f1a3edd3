import type { Source } from '../recognise/blocks.ts';
import { Refused } from '../refuse.ts';
import { checkStructure } from '../safety/structure.ts';
import type { Limits } from '../types.ts';
import { sourceOf } from './structured.ts';

function parseJson(text: string, line: number, limits: Limits): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refused('broken', error instanceof SyntaxError ? 'JSON' : String(error), { line });
  }
  checkStructure(value, limits);
  return value;
}

/** A JSON file: one service, or a list of them. */
export function readJson(text: string, limits: Limits): Source[] {
  const value = parseJson(text, 1, limits);
  return Array.isArray(value)
    ? value.map((each: unknown, index) => sourceOf(each, index + 1))
    : [sourceOf(value, 1)];
}

/** A JSON Lines file, one service a line; a line that is broken is refused alone. */
export function* readJsonLines(text: string, limits: Limits): Generator<Source | Refused> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      yield sourceOf(parseJson(line, index + 1, limits), index + 1);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      yield new Refused(error.code, error.detail, { field: error.field, line: index + 1 });
    }
  }
}
