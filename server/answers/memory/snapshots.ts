import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Locale, Source } from '#protocol/index.ts';
import type { Database, SectionSnapshotTable } from '#server/store/index.ts';

/** A guide's section as an answer cited it. */
export interface CitedSection {
  text: string;
  lang: Locale;
}

/** Snapshots known to be kept; some hundred guides in two languages have about this many sections. */
const REMEMBERED = 20_000;

/** Content-addressed: the same section in the same words has one name, so it is kept once. */
export function snapshotOf(
  { guide, version, section, title }: Source,
  { text, lang }: CitedSection,
  day: string,
): SectionSnapshotTable {
  const digest = createHash('sha256')
    .update(JSON.stringify([guide, version, section, lang, title, text]))
    .digest('base64url');
  return { digest, guide, version, section, lang, title, text, used_on: day };
}

/** Keeps snapshots; what this process has kept on the same day is not written again. */
export function createSnapshots() {
  const keptOn = new Map<string, string>();
  return {
    /** Writes those that are new today. @returns to be called once the transaction is through. */
    async keep(db: Kysely<Database>, snapshots: readonly SectionSnapshotTable[]): Promise<() => void> {
      const fresh = new Map(
        snapshots
          .filter(({ digest, used_on }) => (keptOn.get(digest) ?? '') < used_on)
          .map((snapshot) => [snapshot.digest, snapshot]),
      );
      if (fresh.size > 0) {
        await db
          .insertInto('section_snapshot')
          .values([...fresh.values()])
          .onConflict((conflict) =>
            conflict.column('digest').doUpdateSet({
              used_on: (eb) => eb.fn('max', ['section_snapshot.used_on', 'excluded.used_on']),
            }),
          )
          .execute();
      }
      return () => {
        if (keptOn.size + fresh.size > REMEMBERED) keptOn.clear();
        for (const { digest, used_on } of fresh.values()) keptOn.set(digest, used_on);
      };
    },
  };
}
