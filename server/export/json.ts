import type { GuideFields, GuideSection } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';

/** A guide in a JSON export: its fields, the digest of its file, and its sections as plain text in reading order. */
export type ExportedGuide = GuideFields & { version: string; sections: GuideSection[] };

/** Guides as one JSON document `{"guides": [ExportedGuide, …]}`, in pieces of text, one guide a line. */
export function* guidesJson(guides: readonly Guide[]): Generator<string> {
  yield '{"guides": [';
  let separator = '\n';
  for (const guide of guides) {
    const exported: ExportedGuide = guide;
    yield `${separator}${JSON.stringify(exported)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
