import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Locale } from '#protocol/index.ts';
import { loadConfig } from '#server/config.ts';
import {
  CheckerMissing,
  checkShapes,
  cpsvAp,
  ExportRefused,
  exportFiles,
  guidesJson,
  ShapesUnreadable,
  type Violation,
  writeWhole,
} from '#server/export/index.ts';
import { loadGuides } from '#server/knowledge/index.ts';
import {
  type Arguments,
  type Command,
  type Context,
  choiceOption,
  located,
  type Outcome,
  progress,
  textOption,
  UsageError,
} from '../command.ts';

const FORMATS = ['cpsv-ap', 'json', 'files'] as const;
const LANGUAGES: readonly Locale[] = ['zh', 'en'];

/** Violations that are listed before the rest is only counted. */
const LISTED = 50;

interface Job {
  context: Context;
  out: string;
  langs: readonly Locale[];
}

/** Whether a base address was given, and what it is: without a slash at the end. @throws {UsageError} when it is none. */
function baseUrlOf({ texts }: Context, args: Arguments): { baseUrl: string; given: boolean } {
  const given = textOption(args, 'base-url');
  if (given === undefined) {
    const { host, port } = loadConfig(process.env);
    return { baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, given: false };
  }
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new UsageError(texts.export.notAddress(given));
  return { baseUrl: url.href.replace(/\/+$/, ''), given: true };
}

/** Turtle in a file. @throws {UsageError} when it cannot be read. */
async function shapesOf({ texts }: Context, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      texts.export.shapesUnreadable(file, error instanceof Error ? error.message : String(error)),
    );
  }
}

/** Reads the guides of a job; those that cannot be loaded are told, as the export goes without them. */
async function read({ context, langs }: Job) {
  const { guidesDir, today, texts } = context;
  const loaded = await progress(
    context,
    texts.steps.load,
    () => loadGuides(guidesDir, today),
    ({ guides }) => texts.stats.loaded(guides.length),
  );
  const problems = loaded.problems.filter(
    ({ file }) => file === guidesDir || langs.some((lang) => file.endsWith(`.${lang}.md`)),
  );
  const files = new Set(problems.map(({ file }) => file)).size;
  return {
    guides: loaded.guides,
    problems,
    lines: files === 0 ? [] : [texts.export.without(files), ...problems.map(located)],
  };
}

/** Writes pieces of text as one file; the number of `guides` in them tells about how far it is. */
function write({ context, out }: Job, guides: number, pieces: Iterable<string>): Promise<number> {
  const { texts } = context;
  return progress(
    context,
    texts.steps.export,
    (report) => {
      function* counted() {
        let done = 0;
        for (const piece of pieces) {
          yield piece;
          done += 1;
          report(done / (guides + 1));
        }
      }
      return writeWhole(out, counted());
    },
    (bytes) => texts.export.written(guides, bytes),
  );
}

async function check({ context, out }: Job, shapes: string, baseUrl: string): Promise<Violation[]> {
  const { size } = await stat(out);
  const { texts } = context;
  return progress(
    context,
    texts.steps.shapes,
    (report) => {
      async function* counted() {
        let bytes = 0;
        for await (const chunk of createReadStream(out)) {
          bytes += (chunk as Buffer).byteLength;
          report(bytes / size);
          yield chunk;
        }
      }
      return checkShapes(Readable.from(counted()), shapes, baseUrl);
    },
    ({ length }) => texts.export.conforms(length),
  );
}

async function exportCatalogue(job: Job, args: Arguments): Promise<Outcome> {
  const { context, out, langs } = job;
  const t = context.texts.export;
  const { baseUrl, given } = baseUrlOf(context, args);
  const file = textOption(args, 'shapes');
  const shapes = file === undefined ? undefined : await shapesOf(context, file);

  const { guides, problems, lines } = await read(job);
  const active = guides.filter(({ status, lang }) => status === 'active' && langs.includes(lang));
  const bytes = await write(job, active.length, cpsvAp(guides, { baseUrl, langs }));
  const summary = {
    format: 'cpsv-ap',
    out,
    baseUrl,
    guides: active.length,
    services: new Set(active.map(({ id }) => id)).size,
    bytes,
    problems,
  };
  if (!given) lines.push(t.ownAddress(baseUrl));
  if (shapes === undefined)
    return { ok: problems.length === 0, json: { ...summary, violations: null }, lines };

  try {
    const violations = await check(job, shapes, baseUrl);
    lines.push(
      ...violations
        .slice(0, LISTED)
        .map(({ guide, node, path, message }) => `${guide ?? t.shared} ${path ?? ''} ${node}: ${message}`),
    );
    if (violations.length > LISTED) lines.push(t.more(violations.length - LISTED));
    return { ok: problems.length + violations.length === 0, json: { ...summary, violations }, lines };
  } catch (error) {
    if (error instanceof ShapesUnreadable)
      throw new UsageError(t.shapesUnreadable(file ?? '', error.message));
    if (!(error instanceof CheckerMissing)) throw error;
    lines.push(t.checkerMissing);
    return { ok: false, json: { ...summary, violations: null, unchecked: error.message }, lines };
  }
}

async function exportJson(job: Job): Promise<Outcome> {
  const { guides: all, problems, lines } = await read(job);
  const guides = all.filter(({ lang }) => job.langs.includes(lang));
  const bytes = await write(job, guides.length, guidesJson(guides));
  return {
    ok: problems.length === 0,
    json: { format: 'json', out: job.out, guides: guides.length, bytes, problems },
    lines,
  };
}

async function exportGuideFiles({ context, out, langs }: Job): Promise<Outcome> {
  const { texts, guidesDir } = context;
  try {
    const { files } = await progress(
      context,
      texts.steps.export,
      (report) => exportFiles(guidesDir, out, langs, report),
      ({ files: written }) =>
        texts.export.written(
          written.length,
          written.reduce((sum, { bytes }) => sum + bytes, 0),
        ),
    );
    return { ok: true, json: { format: 'files', out, files }, lines: [] };
  } catch (error) {
    if (!(error instanceof ExportRefused)) throw error;
    return {
      ok: false,
      json: { format: 'files', out, refused: error.refusal },
      lines: [texts.export.refused(out, error.refusal)],
    };
  }
}

/**
 * `export --format cpsv-ap|json|files --out PLACE`: guides for others.
 * JSON: `{ok, format, out, guides, bytes, problems}`; of cpsv-ap also `{baseUrl, services, violations: Violation[] |
 * null}`, null where nothing was checked; of files `{ok, format, out, files: [{name, bytes, sha256}]}`.
 */
export const exportGuides: Command = {
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    lang: { type: 'string' },
    'base-url': { type: 'string' },
    shapes: { type: 'string' },
  },
  async run(context, args) {
    const t = context.texts.export;
    const format = choiceOption(args, 'format', FORMATS);
    if (format === undefined) throw new UsageError(t.noFormat(FORMATS.join(' | ')));
    const out = textOption(args, 'out');
    if (out === undefined) throw new UsageError(t.noOut);
    if (format !== 'cpsv-ap' && args.values.shapes !== undefined) throw new UsageError(t.shapesNeedCatalogue);
    const lang = choiceOption(args, 'lang', LANGUAGES);
    const job: Job = { context, out, langs: lang === undefined ? LANGUAGES : [lang] };
    try {
      if (format === 'cpsv-ap') return await exportCatalogue(job, args);
      return format === 'json' ? await exportJson(job) : await exportGuideFiles(job);
    } catch (error) {
      // The disk: no such folder, no leave to write, no room. It names path and reason itself.
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      return { ok: false, json: { format, out, failed: error.message }, lines: [t.failed(error.message)] };
    }
  },
};
