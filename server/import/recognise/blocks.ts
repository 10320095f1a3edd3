/** A document as the recogniser sees it, whatever format it came in. */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  /** A paragraph; its line breaks are kept. */
  | { kind: 'text'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'table'; rows: string[][] };

/** One value of a record: a text, or a table such as the materials of a service. */
export type Value = { text: string } | { rows: string[][] };

/** What a format gives: front matter of our own kind, a record of named values, or a document to look through. */
export type Source =
  | { kind: 'fields'; line: number; fields: unknown; body: string }
  | { kind: 'record'; line: number; entries: readonly { key: string; value: Value }[]; blocks?: Block[] }
  | { kind: 'document'; line: number; blocks: Block[] };
