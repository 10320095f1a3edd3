import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Guide, loadGuides } from '#server/knowledge/index.ts';
import { type Command, progress } from '../command.ts';

/** Reviews that fall due within this many days are told ahead. */
const SOON_DAYS = 30;

type Counts = Record<string, number>;

function count(keys: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

/** Bytes of all files under a folder; 0 when there is none. */
async function sizeOf(dir: string): Promise<number> {
  let entries: Dirent[];
  try {
    entries = await readdir(dir, { withFileTypes: true });
  } catch {
    return 0;
  }
  let bytes = 0;
  for (const entry of entries) {
    const path = join(dir, entry.name);
    bytes += entry.isDirectory() ? await sizeOf(path) : (await stat(path)).size;
  }
  return bytes;
}

const later = (today: string, days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function figuresOf(guides: readonly Guide[], today: string) {
  const present = new Set(guides.map(({ id, lang }) => `${id}.${lang}`));
  const due = guides.filter(({ status }) => status === 'active' || status === 'suspended');
  const names = (list: readonly Guide[]) => list.map(({ id, lang }) => `${id}.${lang}`);
  return {
    guides: guides.length,
    byLanguage: count(guides.map(({ lang }) => lang)),
    byStatus: count(guides.map(({ status }) => status)),
    byKind: count(guides.map(({ kind }) => kind)),
    byEvent: count(guides.map(({ life_event }) => life_event)),
    sections: guides.reduce((sum, { sections }) => sum + sections.length, 0),
    characters: guides.reduce(
      (sum, { sections }) => sum + sections.reduce((all, { text }) => all + text.length, 0),
      0,
    ),
    missing: {
      otherLanguage: guides.filter(({ id, lang }) => !present.has(`${id}.${lang === 'zh' ? 'en' : 'zh'}`))
        .length,
      aliases: guides.filter(({ aliases }) => aliases.length === 0).length,
      questions: guides.filter(({ questions }) => questions.length === 0).length,
      unstated: count(guides.flatMap(({ unstated = [] }) => unstated)),
    },
    reviews: {
      overdue: names(due.filter(({ source }) => source.review_by < today)),
      soon: names(
        due.filter(({ source }) => source.review_by >= today && source.review_by <= later(today, SOON_DAYS)),
      ),
    },
  };
}

/** Names listed before the rest is only counted. */
const LISTED = 10;

/**
 * `stats`: what the guides come to.
 */
export const stats: Command = {
  options: {},
  async run(context) {
    const { guidesDir, dataDir, texts: t, today } = context;
    const loaded = await progress(
      context,
      t.steps.load,
      () => loadGuides(guidesDir, today),
      ({ guides }) => t.stats.loaded(guides.length),
    );
    const unreadable = new Set(loaded.problems.map(({ file }) => file)).size;
    const figures = {
      ...figuresOf(loaded.guides, today),
      unreadable,
      indexBytes: await sizeOf(join(dataDir, 'index')),
    };
    const listed = (counts: Counts) =>
      Object.entries(counts)
        .map(([key, n]) => `${key} ${n}`)
        .join(', ') || '–';
    const named = (names: readonly string[]) =>
      names.length === 0
        ? '0'
        : `${names.length}: ${names.slice(0, LISTED).join(', ')}${names.length > LISTED ? ' …' : ''}`;
    const s = t.stats;
    const { missing, reviews } = figures;
    const lines = [
      [s.byLanguage, listed(figures.byLanguage)],
      [s.byStatus, listed(figures.byStatus)],
      [s.byKind, listed(figures.byKind)],
      [s.byEvent, listed(figures.byEvent)],
      [s.sections, String(figures.sections)],
      [s.characters, String(figures.characters)],
      [s.otherLanguage, String(missing.otherLanguage)],
      [s.withoutAliases, String(missing.aliases)],
      [s.withoutQuestions, String(missing.questions)],
      [s.unstated, listed(missing.unstated)],
      [s.overdue, named(reviews.overdue)],
      [s.soon, named(reviews.soon)],
      [s.unreadable, String(unreadable)],
      [s.indexSize, `${(figures.indexBytes / 1024 / 1024).toFixed(1)} MB`],
    ].map(([label, value]) => `${label}: ${value}`);
    return { ok: unreadable === 0, json: figures, lines };
  },
};
