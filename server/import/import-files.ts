import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guideFileText } from './draft.ts';
import { LIMITS } from './limits.ts';
import { openReader } from './reader.ts';
import { refusal } from './refuse.ts';
import type { ImportedGuide, ImportOptions, ImportResult, Limits, Refusal } from './types.ts';

/** A path of a file or folder, or a file that was uploaded. */
export type ImportInput = string | { name: string; bytes: Uint8Array };

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Files of a folder and the folders in it, in order, hidden ones and links left out. */
async function filesIn(folder: string, most: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || found.length > most) continue;
    if (entry.isFile()) found.push(path);
    else if (entry.isDirectory()) found.push(...(await filesIn(path, most - found.length)));
  }
  return found;
}

/** The files that a path names, a link that was named followed. */
async function expand(path: string, limits: Limits, refused: Refusal[]): Promise<string[]> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) return await filesIn(path, limits.files);
    if (info.isFile()) return [path];
    refused.push(refusal('unreadable', { file: path, line: 1 }, 'not a file'));
  } catch (error) {
    refused.push(refusal('unreadable', { file: path, line: 1 }, codeOf(error)));
  }
  return [];
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');

/**
 * Where the reading program finds a file, or why it is not even opened. What was uploaded is laid down in `spool`:
 * handing 50 MB from process to process would stop this one.
 */
async function located(
  input: ImportInput,
  spool: () => Promise<string>,
  limits: Limits,
): Promise<string | Refusal> {
  const file = nameOf(input);
  try {
    const size = typeof input === 'string' ? (await stat(input)).size : input.bytes.byteLength;
    if (size > limits.fileBytes)
      return refusal('too_large', { file, line: 1 }, `${megabytes(size)} > ${megabytes(limits.fileBytes)}`);
    if (typeof input === 'string') return input;
    const path = join(await spool(), 'upload');
    await writeFile(path, input.bytes, { mode: 0o600 });
    return path;
  } catch (error) {
    return refusal('unreadable', { file, line: 1 }, codeOf(error));
  }
}

const nameOf = (input: ImportInput) => (typeof input === 'string' ? input : input.name);
const key = ({ draft }: ImportedGuide) => `${draft.id}.${draft.lang}`;
const content = ({ draft, body }: ImportedGuide) => guideFileText(draft, body);

/** One guide an id and language: the same twice is one, a different one under the same id is refused. */
function withoutDuplicates(guides: readonly ImportedGuide[], refused: Refusal[]): ImportedGuide[] {
  const kept = new Map<string, ImportedGuide>();
  for (const guide of guides) {
    const first = kept.get(key(guide));
    if (first === undefined) kept.set(key(guide), guide);
    else if (content(first) === content(guide))
      first.notes.push({ code: 'same_twice', field: '', detail: `${guide.file}:${guide.line}` });
    else refused.push(refusal('duplicate', guide, `${first.file}:${first.line}`, 'id'));
  }
  return [...kept.values()];
}

/**
 * Reads files of any supported format into drafts. Nothing is written. Whatever cannot be read is refused with a
 * reason in both languages, the rest is read; parsing runs in a program of its own with limits on size, time and memory.
 * @throws never for the content of a file.
 */
export async function importFiles(
  inputs: readonly ImportInput[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  const limits = { ...LIMITS, ...options.limits };
  const refused: Refusal[] = [];
  const files: ImportInput[] = [];
  for (const input of inputs)
    files.push(...(typeof input === 'string' ? await expand(input, limits, refused) : [input]));
  const dropped = files.splice(limits.files);
  if (dropped.length > 0)
    refused.push(
      refusal('too_many_records', { file: String(inputs[0]), line: 1 }, `> ${limits.files} files`),
    );

  const reader = options.reader ?? openReader();
  let folder: Promise<string> | undefined;
  const spool = () => {
    folder ??= mkdtemp(join(tmpdir(), 'yunting-import-'));
    return folder;
  };
  const guides: ImportedGuide[] = [];
  try {
    for (const [index, input] of files.entries()) {
      const path = await located(input, spool, limits);
      if (typeof path === 'string') {
        const { lang, columns } = options;
        const read = await reader.read({
          path,
          file: nameOf(input),
          options: { ...(lang && { lang }), columns: columns?.columns ?? {}, limits },
        });
        guides.push(...read.guides);
        refused.push(...read.refused);
      } else refused.push(path);
      options.onProgress?.((index + 1) / files.length);
    }
  } finally {
    if (options.reader === undefined) await reader.close();
    if (folder) await rm(await folder, { recursive: true, force: true });
  }
  return { guides: withoutDuplicates(guides, refused), refused, files: files.length };
}
