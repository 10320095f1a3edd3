import { z } from 'zod';
import type { Locale } from '#protocol/index.ts';
import type { GuideDraft } from './draft.ts';
import type { Reader } from './reader.ts';

export const FORMATS = ['markdown', 'yaml', 'json', 'jsonl', 'csv', 'xlsx', 'docx', 'pdf', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** Why a file, or one service in it, is not read. Each has a text in both languages. */
export const RefusalCode = z.enum([
  'unreadable',
  'empty',
  'too_large',
  'unknown_format',
  'wrong_content',
  'legacy_office',
  'bad_encoding',
  'broken',
  'encrypted',
  'scanned',
  'zip_bomb',
  'zip_path',
  'dtd',
  'unsafe_key',
  'too_deep',
  'too_many_records',
  'too_many_pages',
  'too_slow',
  'too_heavy',
  'no_columns',
  'no_name',
  'bad_id',
  'bad_field',
  'duplicate',
  'approved',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

/** What was seen in a source that a curator should know. */
export const NoteCode = z.enum([
  'hours_are_limit',
  'fee_not_said',
  'limit_unqualified',
  'value_unread',
  'macros_left_out',
  'same_twice',
]);
export type NoteCode = z.infer<typeof NoteCode>;

/** Where in the sources something stands. */
export interface Place {
  file: string;
  /** 1-based line or row where the format has them, 1 otherwise. */
  line: number;
}

export interface Refusal extends Place {
  code: RefusalCode;
  /** Field or column at fault; empty when it is the whole file or row. */
  field: string;
  /** The value, limit or cause, for the message; never a text of the citizen's. */
  detail: string;
  message: Readonly<Record<Locale, string>>;
}

export interface Note {
  code: NoteCode;
  field: string;
  detail: string;
}

/** A service as read from its source. */
export interface ImportedGuide extends Place {
  draft: GuideDraft;
  /** Markdown under the front matter: what was not recognised as a field, as H2 sections with anchors. */
  body: string;
  /** Fields that an active guide needs and the source does not give, as dotted paths. */
  missing: string[];
  notes: Note[];
}

export interface ImportResult {
  guides: ImportedGuide[];
  refused: Refusal[];
  files: number;
}

/** What a column of a table, or a label of a text, says of a service. Dotted names are fields of a guide. */
export const Slot = z.enum([
  'id',
  'lang',
  'name',
  'summary',
  'aliases',
  'questions',
  'effective.from',
  'authority.name',
  'authority.joint',
  'audience',
  'life_event',
  'handling.channels',
  'handling.visits',
  'handling.appointment',
  'handling.express',
  'handling.notes',
  'time_limit',
  'time_limit.legal',
  'time_limit.promised',
  'time_limit.notes',
  'conditions',
  'materials',
  'steps',
  'fees',
  'fees.free',
  'fees.basis',
  'fees.waiver',
  'result.name',
  'result.delivery',
  'result.validity',
  'locations',
  'locations.name',
  'locations.hours',
  'locations.phone',
  'contacts.consult',
  'contacts.complaint',
  'legal_basis',
  'source.owner',
  /** Running text in which labels are looked for. */
  'text',
  /** Kept word for word in the body. */
  'other',
  'ignore',
]);
export type Slot = z.infer<typeof Slot>;

/** The file that maps columns: `columns: {事项: name, 办理处: authority.name}`; columns not named are mapped by themselves. */
export const ColumnMap = z.strictObject({ columns: z.record(z.string(), Slot) });
export type ColumnMap = z.infer<typeof ColumnMap>;

export interface ImportOptions {
  /** Language of guides that do not say theirs; absent: told by the script of the text. */
  lang?: Locale;
  columns?: ColumnMap;
  /** Share of the files that are read, 0..1. */
  onProgress?(fraction: number): void;
  limits?: Partial<Limits>;
  /** A reading program that is kept; absent: one is started and ended. Its heap is that of its first import. */
  reader?: Reader;
}

export interface Limits {
  fileBytes: number;
  /** Longest time for one file, in milliseconds. */
  fileMs: number;
  /** JavaScript heap of the reading program, in megabytes. */
  heapMb: number;
  /** All entries of a zip archive together, inflated. */
  inflatedBytes: number;
  /** Inflated to packed size of one entry. */
  inflateRatio: number;
  zipEntries: number;
  records: number;
  pages: number;
  /** Nesting of JSON, YAML and HTML. */
  depth: number;
  files: number;
}
