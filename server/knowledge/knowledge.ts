import { join } from 'node:path';
import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import { createGlossary, glossaryBeside, loadGlossary } from './glossary/index.ts';
import { buildIndex } from './language-index.ts';
import { loadGuides } from './load/index.ts';
import { searchIndex } from './search.ts';
import type { Guide, GuideProblem, Knowledge, SearchRequest } from './types.ts';

export interface KnowledgeOptions {
  guidesDir: string;
  /** The index is kept in `<dataDir>/index`. */
  dataDir: string;
  /** null: the offline embedder alone. */
  embeddings: Endpoint | null;
  log: { info(message: string): void; warn(message: string): void };
  /** Share of the index that is built, 0..1. */
  onProgress?(fraction: number): void;
  now?(): Date;
}

/** After the embeddings server failed a question, questions go to the offline embedder for this long. */
const REMOTE_PAUSE_MS = 30_000;

/** Guides come into force and expire by the calendar of the city. */
const CITY_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

const inForce = ({ status, effective }: Guide, today: string) =>
  status === 'active' && effective.from <= today && (effective.to === undefined || today <= effective.to);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const place = ({ file, line, field }: GuideProblem) => `${file}:${line}${field === '' ? '' : ` ${field}`}`;

/**
 * Loads the guides with the glossary beside them and opens their index. Broken files are refused and named in the log
 * and in `problems()`; the rest is served. An embeddings server that cannot be reached is replaced by the offline
 * embedder, with a warning.
 */
export async function createKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const { log, now = () => new Date() } = options;
  const dir = join(options.dataDir, 'index');
  const today = () => CITY_DAY.format(now());
  let remotePausedUntil = 0;

  async function build() {
    const loaded = await loadGuides(options.guidesDir, today());
    for (const problem of loaded.problems) log.warn(`guide refused: ${place(problem)}: ${problem.message}`);
    const { entries, problems: unread } = await loadGlossary(glossaryBeside(options.guidesDir));
    for (const problem of unread) log.warn(`glossary refused: ${place(problem)}: ${problem.message}`);
    const glossaries = { zh: createGlossary(entries, 'zh'), en: createGlossary(entries, 'en') };
    for (const warning of loaded.warnings) log.warn(`guide to review: ${place(warning)}: ${warning.message}`);
    const active = loaded.guides.filter(({ status }) => status === 'active');
    const indexOf = (lang: Locale, from: number, to: number) =>
      buildIndex(
        active.filter((guide) => guide.lang === lang),
        {
          lang,
          dir,
          embeddings: options.embeddings,
          warn: (message) => log.warn(message),
          onProgress: (fraction) => options.onProgress?.(from + fraction * (to - from)),
        },
      );
    const indexes = { zh: await indexOf('zh', 0, 0.5), en: await indexOf('en', 0.5, 1) };
    options.onProgress?.(1);
    return { problems: [...loaded.problems, ...unread], indexes, glossaries };
  }

  let current = await build();
  let reloading: Promise<void> = Promise.resolve();

  async function search(request: SearchRequest) {
    const index = current.indexes[request.lang];
    const day = today();
    const usable = (guide: Guide) => inForce(guide, day);
    if (index.remote && now().getTime() >= remotePausedUntil) {
      try {
        return await searchIndex(index, index.remote, request, usable);
      } catch (error) {
        remotePausedUntil = now().getTime() + REMOTE_PAUSE_MS;
        log.warn(
          `the embeddings server failed (${reasonOf(error)}); the offline embedder is used for ${REMOTE_PAUSE_MS / 1000} s`,
        );
      }
    }
    return searchIndex(index, index.offline, request, usable);
  }

  const guides = (lang: Locale) => {
    const day = today();
    return current.indexes[lang].guides.filter((guide) => inForce(guide, day));
  };

  return {
    search,
    guides,
    guide: (id, lang) => guides(lang).find((guide) => guide.id === id),
    glossary: (lang) => current.glossaries[lang],
    problems: () => current.problems,
    reload: () => {
      // One after another: two at once would tidy away each other's files.
      const next = reloading.then(async () => {
        current = await build();
      });
      reloading = next.catch(() => {});
      return next;
    },
    close: () => reloading,
  };
}
