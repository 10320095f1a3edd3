import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { completeDraft } from './complete.ts';
import { type Difference, differences } from './diff.ts';
import { guideFileText } from './draft.ts';
import { refusal } from './refuse.ts';
import type { ImportedGuide, Refusal } from './types.ts';

/** What an import would do to one guide of the destination. */
export interface Change {
  state: 'new' | 'changed' | 'same';
  /** The destination's file. */
  path: string;
  guide: ImportedGuide;
  /** Field by field against the file that is there; empty for a new guide. */
  differences: Difference[];
  /** The file's text as it would be written. */
  text: string;
}

export interface ImportPlan {
  changes: Change[];
  /** Guides that must not be written. */
  refused: Refusal[];
}

export interface PlanOptions {
  /** Folder of guides to write to. */
  into: string;
  /** Whether drafts are made whole (`completeDraft`), with which status; absent: written as the drafts they are. */
  complete?: { status: 'draft' | 'active' };
  /** ISO date. */
  today: string;
  /** Share of the guides that are compared, 0..1. */
  onProgress?(fraction: number): void;
}

/** What is read of a file that is there already; anything else in it is compared as it is. */
const Existing = z.looseObject({
  status: z.string().optional(),
  effective: z.looseObject({ from: z.string().optional() }).optional(),
});

interface Present {
  text: string;
  fields: z.infer<typeof Existing>;
  body: string;
}

async function presentAt(path: string): Promise<Present | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const [, yaml = '', body = text] = /^---\n([\s\S]*?)^---[ \t]*(?:\n|$)([\s\S]*)$/m.exec(text) ?? [];
  try {
    return { text, fields: Existing.parse(parse(yaml) ?? {}), body: body.trim() };
  } catch {
    // A file that cannot be read is replaced, its text shown as what it is.
    return { text, fields: {}, body: text };
  }
}

/** The first line in which two texts differ. */
function bodyDifference(before: string, after: string): Difference[] {
  if (before === after) return [];
  const [from, to] = [before.split('\n'), after.split('\n')];
  const at = from.findIndex((line, index) => line !== to[index]);
  const line = at < 0 ? from.length : at;
  return [{ field: `body:${line + 1}`, before: from[line] ?? null, after: to[line] ?? null }];
}

const DECIDED: ReadonlySet<string> = new Set(['active', 'suspended', 'retired']);

/**
 * Compares an import with the destination: new, changed (with every field that differs) or the same. Nothing is
 * written. A draft never replaces a guide that a curator has decided on.
 */
export async function planImport(
  guides: readonly ImportedGuide[],
  options: PlanOptions,
): Promise<ImportPlan> {
  const { into, complete, today } = options;
  const plan: ImportPlan = { changes: [], refused: [] };
  const names = new Set(guides.map(({ draft }) => `${draft.id}.${draft.lang}`));
  for (const [index, guide] of guides.entries()) {
    options.onProgress?.(index / guides.length);
    const { draft, body } = guide;
    const path = join(into, `${draft.id}.${draft.lang}.md`);
    const present = await presentAt(path);
    const status = present?.fields.status;
    if (!complete && status !== undefined && DECIDED.has(status)) {
      plan.refused.push(refusal('approved', { file: path, line: 1 }, status, 'status'));
      continue;
    }
    // A day that only fills the format stays what it was, or every import would change every guide.
    const since = present?.fields.effective?.from ?? today;
    // What a whole guide refers to must be there, or the loader refuses it.
    const resolved = (ids: readonly string[] = []) => ids.filter((id) => names.has(`${id}.${draft.lang}`));
    const fields = complete
      ? completeDraft(
          { ...draft, includes: resolved(draft.includes), related: resolved(draft.related) },
          { status: complete.status, today: since },
        )
      : draft;
    const text = guideFileText(fields, body);
    if (present === undefined) {
      plan.changes.push({ state: 'new', path, guide, differences: [], text });
      continue;
    }
    const differing = [...differences(present.fields, fields), ...bodyDifference(present.body, body.trim())];
    plan.changes.push({
      state: differing.length > 0 ? 'changed' : 'same',
      path,
      guide,
      differences: differing,
      text,
    });
  }
  return plan;
}

/**
 * Writes what is new or changed, each file whole or not at all: a reader never sees half a guide, and a process killed
 * on the way leaves every guide as it was or as it becomes.
 * @returns how many files were written.
 */
export async function applyPlan(
  { changes }: ImportPlan,
  onProgress?: (fraction: number) => void,
): Promise<number> {
  const due = changes.filter(({ state }) => state !== 'same');
  for (const [index, { path, text }] of due.entries()) {
    await mkdir(join(path, '..'), { recursive: true });
    const temporary = `${path}.${process.pid}.new`;
    try {
      await writeFile(temporary, text, { flush: true });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    onProgress?.((index + 1) / due.length);
  }
  return due.length;
}
