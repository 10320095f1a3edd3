import { GuideFields } from '#protocol/index.ts';
import type { Block, Source, Value } from '../recognise/blocks.ts';
import { Refused } from '../refuse.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const OWN: ReadonlySet<string> = new Set(Object.keys(GuideFields.shape));
/** Fields of ours that are text or a list of texts; all others hold objects. */
const PLAIN: ReadonlySet<string> = new Set(['id', 'lang', 'name', 'summary', 'kind', 'status', 'life_event']);

/** Whether a mapping is a guide in our own shape and not a record with labels of someone else's. */
const isOurs = (value: Readonly<Record<string, unknown>>) =>
  Object.entries(value).every(([key, held]) => OWN.has(key) && (PLAIN.has(key) || typeof held !== 'string'));

const scalar = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

function heldValue(value: unknown): Value {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isObject)) {
      const head = [...new Set(value.flatMap((row) => Object.keys(row)))];
      return { rows: [head, ...value.map((row) => head.map((key) => textOf(row[key])))] };
    }
    return { text: value.map(textOf).join(value.some((each) => textOf(each).length > 20) ? '\n' : '、') };
  }
  return { text: textOf(value) };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('、');
  if (isObject(value))
    return Object.entries(value)
      .map(([key, held]) => `${key}：${textOf(held)}`)
      .join('\n');
  return scalar(value);
}

/**
 * A mapping from JSON, YAML or front matter as a source: a guide in our own shape, or a record of labelled values.
 * @param blocks what stands under front matter.
 * @throws {Refused} `broken` when it is no mapping.
 */
export function sourceOf(value: unknown, line: number, body = '', blocks: Block[] = []): Source {
  if (!isObject(value)) throw new Refused('broken', 'not an object with named values', { line });
  if (isOurs(value)) return { kind: 'fields', line, fields: value, body };
  return {
    kind: 'record',
    line,
    entries: Object.entries(value).map(([key, held]) => ({ key, value: heldValue(held) })),
    blocks,
  };
}
