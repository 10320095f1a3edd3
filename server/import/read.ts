import { GuideFields, type Locale } from '#protocol/index.ts';
import { type GuideDraft, missingOf } from './draft.ts';
import type { Source } from './recognise/blocks.ts';
import { draftOf, parseDraft, type Recognised } from './recognise/draft-of.ts';
import { idOf, languageOf } from './recognise/identity.ts';
import { statementsOfDocument, statementsOfRecord } from './recognise/statements.ts';
import { Refused, refusal } from './refuse.ts';
import { type Sniffed, sniff } from './safety/sniff.ts';
import { decodeText } from './safety/text.ts';
import type { ColumnMap, ImportedGuide, Limits, Refusal } from './types.ts';

export interface ReadOptions {
  lang?: Locale;
  columns: ColumnMap['columns'];
  limits: Limits;
}

export interface ReadFile {
  guides: ImportedGuide[];
  refused: Refusal[];
}

/** Formats are loaded when the first file of their kind comes: most imports need one of them. */
async function sourcesOf(
  { format }: Sniffed,
  bytes: Buffer,
  { columns, limits }: ReadOptions,
): Promise<Iterable<Source | Refused>> {
  switch (format) {
    case 'docx':
      return (await import('./formats/docx.ts')).readDocx(bytes, limits);
    case 'xlsx':
      return (await import('./formats/xlsx.ts')).readXlsx(bytes, columns);
    case 'pdf':
      return (await import('./formats/pdf.ts')).readPdf(bytes, limits);
    case 'html':
      return (await import('./formats/html.ts')).readHtml(decodeText(bytes), limits);
    case 'csv':
      return (await import('./formats/csv.ts')).readCsv(decodeText(bytes), columns);
    case 'json':
      return (await import('./formats/json.ts')).readJson(decodeText(bytes), limits);
    case 'jsonl':
      return (await import('./formats/json.ts')).readJsonLines(decodeText(bytes), limits);
    case 'yaml':
      return (await import('./formats/yaml.ts')).readYaml(decodeText(bytes), limits);
    case 'markdown':
      return (await import('./formats/markdown.ts')).readMarkdown(decodeText(bytes), limits);
  }
}

/** A guide in our own shape as a draft: what an earlier import only filled in is taken out again. */
function ownDraft(
  source: Extract<Source, { kind: 'fields' }>,
  file: string,
  lang: Locale | undefined,
): Recognised {
  const fields = new Map(Object.entries(source.fields as Readonly<Record<string, unknown>>));
  const unstated = GuideFields.shape.unstated.safeParse(fields.get('unstated')).data ?? [];
  for (const key of ['unstated', ...unstated]) fields.delete(key);
  const name = String(fields.get('name') ?? '');
  if (name === '') throw new Refused('no_name', '', { field: 'name', line: source.line });
  const id = fields.get('id');
  const said = fields.get('lang') ?? lang ?? languageOf(name);
  const draft: GuideDraft = parseDraft(
    {
      ...Object.fromEntries(fields),
      id: idOf(id === undefined ? undefined : String(id), name, file),
      lang: said,
      status: 'draft',
    },
    () => source.line,
  );
  return { draft, body: source.body, notes: [] };
}

function recognise(source: Source, file: string, alone: boolean, { lang, columns }: ReadOptions): Recognised {
  if (source.kind === 'fields') return ownDraft(source, file, lang);
  const statements =
    source.kind === 'document'
      ? statementsOfDocument(source.blocks)
      : [...statementsOfRecord(source.entries, columns), ...statementsOfDocument(source.blocks ?? [])];
  return draftOf(statements, { ...(lang && { lang }), ...(alone && { file }) });
}

/** A stack that ran out is nesting that no guide has; every other surprise of a parser is a damaged file. */
function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return new Refused('too_deep', 'stack');
  return new Refused('broken', error instanceof Error ? error.name : '');
}

/**
 * Reads one file into drafts. Never throws: what cannot be read is refused with its reason, the rest is read.
 * @param file name with its extension, for messages and the kind of file.
 */
export async function readGuides(file: string, bytes: Buffer, options: ReadOptions): Promise<ReadFile> {
  const guides: ImportedGuide[] = [];
  const refused: Refusal[] = [];
  const refuse = (error: unknown, line?: number) => {
    const { code, detail, field, line: own } = asRefused(error);
    refused.push(refusal(code, { file, line: Math.max(own, line ?? 1) }, detail, field));
  };
  try {
    const sniffed = sniff(file, bytes, options.limits);
    const sources = [...(await sourcesOf(sniffed, bytes, options))];
    if (sources.length === 0) throw new Refused('empty');
    if (sources.length > options.limits.records)
      throw new Refused('too_many_records', `${sources.length} > ${options.limits.records}`);
    for (const source of sources) {
      if (source instanceof Refused) {
        refuse(source);
        continue;
      }
      try {
        const { draft, body, notes } = recognise(source, file, sources.length === 1, options);
        if (sniffed.macros) notes.push({ code: 'macros_left_out', field: '', detail: '' });
        guides.push({ file, line: source.line, draft, body, missing: missingOf(draft), notes });
      } catch (error) {
        refuse(error, source.line);
      }
    }
  } catch (error) {
    refuse(error);
  }
  return { guides, refused };
}
