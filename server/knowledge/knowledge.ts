import { join } from 'node:path';
import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import { type Content, contentOf } from './content.ts';
import { openIndexer } from './indexer/indexer.ts';
import { searchIndex } from './search.ts';
import type { Guide, GuideProblem, Knowledge, SearchRequest } from './types.ts';

export interface KnowledgeOptions {
  guidesDir: string;
  /** The index is kept in `<dataDir>/index`. */
  dataDir: string;
  /** null: the offline embedder alone. */
  embeddings: Endpoint | null;
  log: { info(message: string): void; warn(message: string): void };
  /**
   * Sections of one part of the index at most, 12,500 unless told otherwise. Who is killed while indexing loses one part;
   * many parts are slower to search than few.
   */
  partSections?: number;
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
  const indexer = openIndexer({
    guidesDir: options.guidesDir,
    dir,
    embeddings: options.embeddings,
    partSections: options.partSections,
    warn: (message) => log.warn(message),
    onProgress: (fraction) => options.onProgress?.(fraction),
  });
  let saved: Promise<void> = Promise.resolve();

  async function load(former: Content | undefined): Promise<Content> {
    const loaded = await indexer.load(today());
    saved = loaded.saved;
    for (const problem of loaded.problems) log.warn(`guide refused: ${place(problem)}: ${problem.message}`);
    for (const problem of loaded.glossary.problems)
      log.warn(`glossary refused: ${place(problem)}: ${problem.message}`);
    for (const problem of loaded.elsewhere.problems)
      log.warn(`list of other offices' matters refused: ${place(problem)}: ${problem.message}`);
    for (const warning of loaded.warnings) log.warn(`guide to review: ${place(warning)}: ${warning.message}`);
    return contentOf(loaded, former, options.embeddings);
  }

  let current = await load(undefined);
  await saved;
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
    return current.guides[lang].filter((guide) => inForce(guide, day));
  };

  return {
    search,
    guides,
    guide: (id, lang) => guides(lang).find((guide) => guide.id === id),
    glossary: (lang) => current.indexes[lang].glossary,
    problems: () => current.problems,
    reload: () => {
      const next = reloading.then(async () => {
        await saved;
        current = await load(current);
      });
      reloading = next.catch(() => {});
      return next;
    },
    close: async () => {
      await reloading;
      await saved;
      indexer.close();
    },
  };
}
