import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Turn } from '#server/knowledge/index.ts';
import type { Entry } from '#server/knowledge/lexical/lexical.ts';

/*
 * Test collections as folders of corpus.jsonl, queries.jsonl and qrels.jsonl. Published collections carry fields of their
 * own beside these, so unknown ones are let pass here.
 */

const RecordLine = z.looseObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  /** The document that a section belongs to. */
  doc: z.string().optional(),
});
const QueryLine = z.looseObject({
  id: z.string(),
  text: z.string().min(1),
  history: z.array(z.strictObject({ role: z.enum(['user', 'agent']), text: z.string() })).optional(),
  /** What the citizen tells of themselves: an earlier turn. */
  scenario: z.string().optional(),
  /** Whether the collection can answer it; only some collections say. */
  answerability: z.union([z.string(), z.array(z.string())]).optional(),
});
const JudgementLine = z.looseObject({
  query: z.string(),
  doc: z.string(),
  grade: z.number().positive().optional(),
});

export interface CollectionQuery {
  id: string;
  text: string;
  scenario: string | null;
  history: Turn[];
  /** Grade by record. Empty: nothing in the collection answers it, or nobody judged. */
  relevant: ReadonlyMap<string, number>;
  /** null where the collection does not say. */
  answerable: boolean | null;
}

export interface Collection {
  lang: 'zh' | 'en';
  entries: Entry[];
  /** By section in reading order through all entries, the record that it belongs to. */
  records: string[];
  queries: CollectionQuery[];
}

/** Longer texts are cut at line ends into passages of about this many characters. */
const PASSAGE_CHARACTERS = 1500;
/** A text is cut only when it is this much longer. */
const TOLERANCE = 1.5;

async function readLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const where = `${file}:${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}

/** The text in passages at line ends; short texts whole. */
export function passagesOf(text: string): string[] {
  if (text.length <= PASSAGE_CHARACTERS * TOLERANCE) return [text];
  const passages: string[] = [];
  let current = '';
  for (const line of text.split('\n')) {
    if (current !== '' && current.length + line.length > PASSAGE_CHARACTERS) {
      passages.push(current);
      current = '';
    }
    current += `${line}\n`;
  }
  return current === '' ? passages : [...passages, current];
}

/** PARTIAL counts as answerable; a question that first has to be made clear counts as neither. */
function answerableOf(label: string | readonly string[] | undefined): boolean | null {
  const labels = [label ?? []].flat().map((each) => each.toUpperCase());
  if (labels.includes('UNANSWERABLE')) return false;
  return labels.includes('ANSWERABLE') || labels.includes('PARTIAL') ? true : null;
}

/** What all titles of a document begin with, up to a separator of its path: its own name. */
function nameOf(titles: readonly string[]): string {
  const paths = titles.map((title) => title.split(' // '));
  const [first = []] = paths;
  const shared = first.findIndex((part, i) => paths.some((path) => path[i] !== part));
  const name = first.slice(0, shared === -1 ? first.length : shared).join(' // ');
  return name === '' ? (titles[0] ?? '') : name;
}

/**
 * Reads a test collection.
 * @throws naming file and line when a line does not have the shape.
 */
export async function loadCollection(dir: string): Promise<Collection> {
  const records = await readLines(join(dir, 'corpus.jsonl'), RecordLine);
  const queries = await readLines(join(dir, 'queries.jsonl'), QueryLine);
  const judgements = await readLines(join(dir, 'qrels.jsonl'), JudgementLine);

  const documents = new Map<string, (typeof records)[number][]>();
  for (const record of records) {
    const key = record.doc ?? record.id;
    documents.set(key, [...(documents.get(key) ?? []), record]);
  }
  const entries: Entry[] = [];
  const owners: string[] = [];
  for (const members of documents.values()) {
    const sections = members.flatMap(({ id, title, text }) =>
      passagesOf(text).map((passage) => {
        owners.push(id);
        return { title, text: passage };
      }),
    );
    entries.push({ name: nameOf(members.map(({ title }) => title)), names: [], questions: [], sections });
  }

  const relevant = new Map<string, Map<string, number>>();
  for (const { query, doc, grade = 1 } of judgements)
    relevant.set(query, (relevant.get(query) ?? new Map<string, number>()).set(doc, grade));
  const han = records.filter(({ text }) => /\p{Script=Han}/u.test(text)).length;
  return {
    lang: han > records.length / 2 ? 'zh' : 'en',
    entries,
    records: owners,
    queries: queries.map(({ id, text, history = [], scenario, answerability }) => ({
      id,
      text,
      scenario: scenario === undefined || scenario.trim() === '' ? null : scenario,
      history,
      relevant: relevant.get(id) ?? new Map(),
      answerable: answerableOf(answerability),
    })),
  };
}
