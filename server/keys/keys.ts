import { timingSafeEqual } from 'node:crypto';
import { recordDeed } from '#server/hall/index.ts';
import { type ApiKeyTable, digest, type Secret, type Store } from '#server/store/index.ts';
import { type ApiKey, type Keys, Scope } from './types.ts';

const ID_BYTES = 6;
const SECRET_BYTES = 32;
/** `yt_`, the id, and 256 random bits: easy to find by scanners of leaked secrets, impossible to guess. */
const SHAPE = /^yt_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;
/** A use is noted at most so often, in milliseconds: not every request writes. */
const USE_NOTED_MS = 60_000;

export interface KeysDeps {
  store: Store;
  secret: Secret;
  now: () => Date;
  /** Gives that many random bytes; must be unpredictable. */
  random: (bytes: number) => Uint8Array;
}

const when = (at: string | null) => (at === null ? null : new Date(at));

const keyOf = (row: ApiKeyTable): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: Scope.array().parse(row.scopes.split(' ')),
  perMinute: row.per_minute,
  perDay: row.per_day,
  createdAt: new Date(row.created_at),
  lastUsedAt: when(row.last_used_at),
  revokedAt: when(row.revoked_at),
});

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The keys of other programs. The database holds digests under the installation's secret: a stolen file opens nothing. */
export function createKeys({ store: { db }, secret, now, random }: KeysDeps): Keys {
  const digestOf = (text: string) => digest(secret, 'api-key', text);

  return {
    async create({ name, scopes, perMinute, perDay }, actor) {
      const id = Buffer.from(random(ID_BYTES)).toString('hex');
      const at = now();
      const text = `yt_${id}_${Buffer.from(random(SECRET_BYTES)).toString('base64url')}`;
      const row: ApiKeyTable = {
        id,
        name,
        digest: digestOf(text),
        scopes: scopes.join(' '),
        per_minute: perMinute,
        per_day: perDay,
        created_at: at.toISOString(),
        last_used_at: null,
        revoked_at: null,
      };
      await db.transaction().execute(async (trx) => {
        await trx.insertInto('api_key').values(row).execute();
        const after = { id, name, scopes, perMinute, perDay };
        const deed = { at, actor, reason: null, before: null, after };
        await recordDeed(trx, { ...deed, action: 'api_key.create' });
      });
      return { text, key: keyOf(row) };
    },

    async list() {
      const rows = await db.selectFrom('api_key').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map(keyOf);
    },

    async revoke(id, actor) {
      const at = now();
      return db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('api_key')
          .set({ revoked_at: at.toISOString() })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        const deed = { at, actor, reason: null, before: { id }, after: null };
        await recordDeed(trx, { ...deed, action: 'api_key.revoke' });
        return true;
      });
    },

    async verify(text) {
      const id = SHAPE.exec(text)?.[1];
      if (id === undefined) return undefined;
      const row = await db.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst();
      // The same work for an id that does not exist: its digest matches nothing.
      const matches = same(digestOf(text), row?.digest ?? digestOf(''));
      if (row === undefined || !matches || row.revoked_at !== null) return undefined;
      const at = now();
      if (row.last_used_at === null || at.getTime() - Date.parse(row.last_used_at) >= USE_NOTED_MS) {
        await db
          .updateTable('api_key')
          .set({ last_used_at: at.toISOString() })
          .where('id', '=', id)
          .execute();
      }
      return keyOf(row);
    },
  };
}
