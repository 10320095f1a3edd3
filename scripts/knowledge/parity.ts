import { parse } from 'yaml';
import { z } from 'zod';
import { GuideFields } from '#protocol/index.ts';

/** One file of a guide, as far as the languages are compared. */
export interface GuideText {
  file: string;
  fields: GuideFields;
  /** The H2 sections of the body in order. */
  sections: { anchor: string; title: string; text: string }[];
}

/** Fields that each language words for itself: neither their number nor their figures need agree. */
const OWN_WORDS: ReadonlySet<string> = new Set(['lang', 'aliases', 'questions']);

/** Fields of free text: both languages have them, and their figures agree. All other fields are equal. */
const PROSE: ReadonlySet<string> = new Set([
  'address',
  'article',
  'basis',
  'by',
  'complaint',
  'consult',
  'hours',
  'joint',
  'name',
  'notes',
  'owner',
  'summary',
  'text',
  'title',
  'validity',
  'waiver',
  'when',
]);

/**
 * Reads a guide file for comparing; what else may be wrong with it is for the loader to say.
 * @throws when front matter is missing or does not have the shape of `GuideFields`, naming file and field.
 */
export function guideText(file: string, source: string): GuideText {
  const [, yaml, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  if (yaml === undefined || body === undefined) throw new Error(`${file}: no front matter between --- lines`);
  const fields = GuideFields.safeParse(parse(yaml));
  if (!fields.success) throw new Error(`${file}:\n${z.prettifyError(fields.error)}`);
  const sections = body
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      const [, title = heading, anchor = ''] = /^(.*\S)\s*\{#([a-z0-9-]+)\}\s*$/.exec(heading) ?? [];
      return { anchor, title, text: lines.join('\n') };
    });
  return { file, fields: fields.data, sections };
}

/** The Arabic numbers of a text, sorted, as often as they occur; `1,000` and full-width digits read as `1000`. */
export function figures(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return (plain.match(/\d+(?:\.\d+)?/g) ?? []).sort();
}

interface Difference {
  field: string;
  zh: string;
  en: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (values: readonly string[]) => (values.length === 0 ? 'none' : values.join(' '));

function listDifference(field: string, zh: readonly string[], en: readonly string[]): Difference[] {
  return zh.join('\n') === en.join('\n') ? [] : [{ field, zh: shown(zh), en: shown(en) }];
}

function figureDifference(field: string, zh: string, en: string): Difference[] {
  return listDifference(`figures of ${field}`, figures(zh), figures(en));
}

/** @param key the nearest field name on the path, which tells how to compare. */
function compare(path: string, key: string, zh: unknown, en: unknown): Difference[] {
  if (OWN_WORDS.has(key)) return [];
  if (Array.isArray(zh) && Array.isArray(en)) {
    if (zh.length !== en.length)
      return [{ field: path, zh: `${zh.length} entries`, en: `${en.length} entries` }];
    return zh.flatMap((item, index) => compare(`${path}.${index}`, key, item, en[index]));
  }
  if (isRecord(zh) && isRecord(en))
    return [...new Set([...Object.keys(zh), ...Object.keys(en)])].flatMap((name) =>
      compare(path === '' ? name : `${path}.${name}`, name, zh[name], en[name]),
    );
  if (PROSE.has(key) && typeof zh === 'string' && typeof en === 'string')
    return figureDifference(path, zh, en);
  return zh === en ? [] : [{ field: path, zh: String(zh), en: String(en) }];
}

/**
 * Where the Chinese and the English file of a guide disagree, one message a field, naming both files; empty when
 * they say the same. Numbers written as words ("three generations") are not compared.
 */
export function disagreements(zh: GuideText, en: GuideText): string[] {
  const anchors = listDifference(
    'anchors of the body',
    zh.sections.map(({ anchor }) => anchor),
    en.sections.map(({ anchor }) => anchor),
  );
  const sections = zh.sections.flatMap((section) => {
    const other = en.sections.find(({ anchor }) => anchor === section.anchor);
    if (!other) return [];
    return [
      ...figureDifference(`the title of #${section.anchor}`, section.title, other.title),
      ...figureDifference(`#${section.anchor}`, section.text, other.text),
    ];
  });
  return [...compare('', '', zh.fields, en.fields), ...anchors, ...sections].map(
    (difference) =>
      `${difference.field}: ${zh.file} has ${difference.zh}, but ${en.file} has ${difference.en}`,
  );
}
