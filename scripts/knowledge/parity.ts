import { isCollection, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { GuideFields } from '#protocol/index.ts';

/** One file of a guide, as far as guides are compared with each other. */
export interface GuideText {
  file: string;
  fields: GuideFields;
  /** The H2 sections of the body in order. */
  sections: { anchor: string; title: string; text: string }[];
  /** 1-based line of a field (`materials.0.name`) or of a section (`#anchor`); of its nearest parent otherwise. */
  lineOf(path: string): number;
}

/**
 * Top-level fields that each language words for itself: neither their number nor their figures need agree. The
 * service's own name is among them, as the catalogue of services gives it ("高龄津贴", "Allowance for people over 80").
 */
const OWN_WORDS: ReadonlySet<string> = new Set(['lang', 'name', 'aliases', 'questions']);

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
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  const fields = GuideFields.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!fields.success) throw new Error(`${file}:\n${z.prettifyError(fields.error)}`);
  const sections = body
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      const [, title = heading, anchor = ''] = /^(.*\S)\s*\{#([a-z0-9-]+)\}\s*$/.exec(heading) ?? [];
      return { anchor, title, text: lines.join('\n') };
    });
  const lineOf = (path: string) => {
    if (path.startsWith('#')) {
      const before = source.split(`{${path}}`, 1)[0] ?? '';
      return before.length === source.length ? 1 : before.split('\n').length;
    }
    let node: Node | null = document.contents;
    for (const step of path.split('.')) {
      const next: unknown = isCollection(node)
        ? node.get(/^\d+$/.test(step) ? Number(step) : step, true)
        : null;
      if (!isScalar(next) && !isCollection(next)) break;
      node = next;
    }
    return counter.linePos(node?.range?.[0] ?? 0).line + 1;
  };
  return { file, fields: fields.data, sections, lineOf };
}

/** The Arabic numbers of a text, sorted, as often as they occur; `1,000` and full-width digits read as `1000`. */
export function figures(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return (plain.match(/\d+(?:\.\d+)?/g) ?? []).sort();
}

interface Difference {
  /** What differs, in words. */
  field: string;
  /** Where it stands: a dotted path or `#anchor`. */
  path: string;
  zh: string;
  en: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (values: readonly string[]) => (values.length === 0 ? 'none' : values.join(' '));

function listDifference(
  field: string,
  path: string,
  zh: readonly string[],
  en: readonly string[],
): Difference[] {
  return zh.join('\n') === en.join('\n') ? [] : [{ field, path, zh: shown(zh), en: shown(en) }];
}

function figureDifference(field: string, path: string, zh: string, en: string): Difference[] {
  return listDifference(`figures of ${field}`, path, figures(zh), figures(en));
}

/** @param key the nearest field name on the path, which tells how to compare. */
function compare(path: string, key: string, zh: unknown, en: unknown): Difference[] {
  if (OWN_WORDS.has(path)) return [];
  if (Array.isArray(zh) && Array.isArray(en)) {
    if (zh.length !== en.length)
      return [{ field: path, path, zh: `${zh.length} entries`, en: `${en.length} entries` }];
    return zh.flatMap((item, index) => compare(`${path}.${index}`, key, item, en[index]));
  }
  if (isRecord(zh) && isRecord(en))
    return [...new Set([...Object.keys(zh), ...Object.keys(en)])].flatMap((name) =>
      compare(path === '' ? name : `${path}.${name}`, name, zh[name], en[name]),
    );
  if (PROSE.has(key) && typeof zh === 'string' && typeof en === 'string')
    return figureDifference(path, path, zh, en);
  return zh === en ? [] : [{ field: path, path, zh: String(zh), en: String(en) }];
}

/** A field in which the files of a guide disagree. */
export interface Disagreement {
  /** Dotted path or `#anchor`, the same in both files. */
  path: string;
  /** Names both files and what each has. */
  message: string;
}

/**
 * Where the Chinese and the English file of a guide disagree, one a field; empty when they say the same. Numbers
 * written as words ("three generations") are not compared.
 */
export function disagreements(zh: GuideText, en: GuideText): Disagreement[] {
  const anchors = listDifference(
    'anchors of the body',
    'body',
    zh.sections.map(({ anchor }) => anchor),
    en.sections.map(({ anchor }) => anchor),
  );
  const sections = zh.sections.flatMap((section) => {
    const other = en.sections.find(({ anchor }) => anchor === section.anchor);
    if (!other) return [];
    const at = `#${section.anchor}`;
    return [
      ...figureDifference(`the title of ${at}`, at, section.title, other.title),
      ...figureDifference(at, at, section.text, other.text),
    ];
  });
  return [...compare('', '', zh.fields, en.fields), ...anchors, ...sections].map((difference) => ({
    path: difference.path,
    message: `${difference.field}: ${zh.file} has ${difference.zh}, but ${en.file} has ${difference.en}`,
  }));
}
