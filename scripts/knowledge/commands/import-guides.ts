import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  applyPlan,
  type Change,
  ColumnMap,
  IMPORT_TEXTS,
  importFiles,
  type NoteCode,
  planImport,
  type Refusal,
} from '#server/import/index.ts';
import {
  type Arguments,
  type Command,
  type Context,
  choiceOption,
  located,
  progress,
  textOption,
  UsageError,
} from '../command.ts';

/** Changed guides shown field by field, and fields of each; `--json` has them all. */
const SHOWN_CHANGES = 20;
const SHOWN_FIELDS = 12;
const SHOWN_VALUE = 60;

async function columnsOption(args: Arguments) {
  const file = textOption(args, 'columns');
  if (file === undefined) return undefined;
  let value: unknown;
  try {
    value = parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--columns ${file}: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = ColumnMap.safeParse(value);
  if (!parsed.success) throw new UsageError(`--columns ${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function readOptions(context: Context, args: Arguments) {
  const t = context.texts.import;
  if (args.positionals.length === 0) throw new UsageError(t.noFiles);
  const into = textOption(args, 'into');
  if (into === undefined) throw new UsageError(t.noInto);
  const status = choiceOption(args, 'status', ['draft', 'active']) ?? 'draft';
  const whole = status === 'active' || args.values.complete === true;
  if (whole && resolve(into) === resolve(context.ownGuidesDir)) throw new UsageError(t.ownGuides(into));
  return { into, complete: whole ? { status } : undefined, apply: args.values.apply === true };
}

const short = (value: string | null) => {
  if (value === null) return '–';
  const line = value.replace(/\s+/g, ' ');
  return line.length > SHOWN_VALUE ? `${line.slice(0, SHOWN_VALUE)}…` : line;
};

function changeLines(changes: readonly Change[], t: Context['texts']['import']): string[] {
  const changed = changes.filter(({ state }) => state === 'changed');
  const lines = changed
    .slice(0, SHOWN_CHANGES)
    .flatMap(({ path, differences }) => [
      `~ ${path}`,
      ...differences
        .slice(0, SHOWN_FIELDS)
        .map(({ field, before, after }) => `    ${field}: ${short(before)} → ${short(after)}`),
      ...(differences.length > SHOWN_FIELDS ? [`    ${t.more(differences.length - SHOWN_FIELDS)}`] : []),
    ]);
  const rest = changed.length - SHOWN_CHANGES;
  return rest > 0 ? [...lines, t.more(rest)] : lines;
}

function counted(keys: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** `materials.0.originals` and `materials.3.originals` are one thing to look after. */
const withoutIndex = (path: string) => path.replace(/\.\d+/g, '[]');

/**
 * `import FILE…`: reads guides of other offices and shows what they would change; writes with `--apply`.
 */
export const importGuides: Command = {
  options: {
    into: { type: 'string' },
    lang: { type: 'string' },
    columns: { type: 'string' },
    status: { type: 'string' },
    complete: { type: 'boolean' },
    apply: { type: 'boolean' },
  },
  async run(context, args) {
    const t = context.texts.import;
    const { into, complete, apply } = readOptions(context, args);
    const lang = choiceOption(args, 'lang', ['zh', 'en']);
    const columns = await columnsOption(args);
    const read = await progress(
      context,
      context.texts.steps.read,
      (onProgress) =>
        importFiles(args.positionals, { onProgress, ...(lang && { lang }), ...(columns && { columns }) }),
      ({ files, guides, refused }) => t.read(files, guides.length, refused.length),
    );
    const plan = await progress(
      context,
      context.texts.steps.compare,
      (onProgress) =>
        planImport(read.guides, { into, today: context.today, onProgress, ...(complete && { complete }) }),
      ({ changes }) => t.compared(changes.length),
    );
    const written = apply
      ? await progress(
          context,
          context.texts.steps.write,
          (report) => applyPlan(plan, report),
          (count) => t.written(count),
        )
      : 0;

    const refused: Refusal[] = [...read.refused, ...plan.refused];
    const { changes } = plan;
    const inState = (state: Change['state']) => changes.filter((each) => each.state === state).length;
    const json = {
      files: read.files,
      new: inState('new'),
      changed: inState('changed'),
      same: inState('same'),
      written,
      refused,
      guides: changes.map(({ state, path, differences, guide }) => ({
        state,
        path,
        id: guide.draft.id,
        lang: guide.draft.lang,
        name: guide.draft.name,
        file: guide.file,
        line: guide.line,
        missing: guide.missing,
        notes: guide.notes,
        differences,
      })),
    };
    const words = IMPORT_TEXTS[context.texts.lang];
    const notes = counted(changes.flatMap(({ guide }) => guide.notes.map(({ code }) => code)));
    const example = (code: string) =>
      changes.flatMap(({ guide }) => guide.notes).find((note) => note.code === code)?.detail ?? '';
    const missing = counted(changes.flatMap(({ guide }) => [...new Set(guide.missing.map(withoutIndex))]));
    const lines = [
      ...refused.map((each) => located({ ...each, message: each.message[context.texts.lang] })),
      ...changeLines(changes, t),
      t.states(json.new, json.changed, json.same, refused.length),
      ...notes.map(([code, count]) => `${count} × ${words.notes[code as NoteCode](example(code))}`),
      ...(missing.length === 0
        ? []
        : [t.missing(missing.map(([field, count]) => `${field} ${count}`).join(', '))]),
      ...(apply ? [] : [t.notWritten]),
    ];
    return { ok: refused.length === 0, json, lines };
  },
};
