import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import Sqlite from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImmediateSqliteDialect } from './dialect.ts';
import { StoreError } from './error.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openStore, type Store } from './store.ts';

let dir: string;
const open: Store[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-store-'));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
  await rm(dir, { recursive: true, force: true });
});

async function openAt(file: string): Promise<Store> {
  const store = await openStore(file);
  open.push(store);
  return store;
}

const exchange = {
  run_id: 'run-1',
  thread_id: 'thread-1',
  session: 's1',
  asked_at: '2026-11-16T01:00:00.000Z',
  locale: 'zh',
  question: '居住证怎么办？',
  answer: '[]',
  heard_answer: null,
  status: 'answered',
  guide: 'residence-permit',
  aspect: 'overview',
  sources: '[]',
  latency: '{}',
  dialogue: '{}',
  route: 'question',
  writer: 'offline',
  steps: '[]',
  troubles: '[]',
  dropped: '[]',
  interrupted: 0,
  ai_label: '1',
} as const;

const serviceCase = {
  id: 'case-1',
  receipt_digest: 'digest',
  receipt_tail: 'ABCD-E',
  id_last4_digest: 'digest',
  guide: 'residence-permit',
  service_zh: '居住证申领',
  service_en: 'Residence permit',
  state: 'submitted',
  submitted_at: '2026-11-16T01:00:00.000Z',
  promised_workdays: 7,
} as const;

describe('openStore', () => {
  it('creates folder, file and tables', async () => {
    const store = await openAt(join(dir, 'new', 'folder', 'yunting.db'));
    const tables = await store.db.introspection.getTables();
    expect(tables.map((table) => table.name)).toEqual(
      expect.arrayContaining(['exchange', 'service_case', 'case_event', 'feedback', 'callback', 'audit']),
    );
  });

  it('keeps what is there when opened again', async () => {
    const file = join(dir, 'yunting.db');
    const first = await openStore(file);
    await first.db.insertInto('exchange').values(exchange).execute();
    await first.close();
    const second = await openAt(file);
    expect(await second.db.selectFrom('exchange').selectAll().execute()).toEqual([exchange]);
  });

  it('lets two connections to one file see each other’s writes', async () => {
    const file = join(dir, 'yunting.db');
    const [one, two] = await Promise.all([openAt(file), openAt(file)]);
    await one.db.insertInto('exchange').values(exchange).execute();
    await two.db
      .insertInto('exchange')
      .values({ ...exchange, session: 's2' })
      .execute();
    const sessions = await one.db.selectFrom('exchange').select('session').orderBy('session').execute();
    expect(sessions).toEqual([{ session: 's1' }, { session: 's2' }]);
  });

  it('lets processes that start together create one database between them', async () => {
    const file = join(dir, 'yunting.db');
    const program = join(dir, 'open.mts');
    await writeFile(
      program,
      `import { openStore } from ${JSON.stringify(new URL('./store.ts', import.meta.url).href)};
       const store = await openStore(${JSON.stringify(file)});
       await store.db.selectFrom('service_case').selectAll().execute();
       await store.close();`,
    );
    const children = [1, 2, 3].map(() =>
      fork(program, { execArgv: ['--import', 'tsx'], cwd: process.cwd() }),
    );
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0]);
  });

  it('has everything in the one file after closing, also when closed twice', async () => {
    const store = await openStore(join(dir, 'yunting.db'));
    await store.db.insertInto('exchange').values(exchange).execute();
    await store.close();
    await store.close();
    await copyFile(join(dir, 'yunting.db'), join(dir, 'copy.db'));
    const copy = await openAt(join(dir, 'copy.db'));
    expect(await copy.db.selectFrom('exchange').selectAll().execute()).toEqual([exchange]);
  });

  it('names a file that is no database', async () => {
    const file = join(dir, 'yunting.db');
    await writeFile(
      file,
      'this is a text file, long enough to be taken for a header of SQLite, and then some more',
    );
    const opening = openStore(file);
    await expect(opening).rejects.toBeInstanceOf(StoreError);
    await expect(opening).rejects.toThrow(file);
  });

  it('refuses a database written by a newer version', async () => {
    const file = join(dir, 'yunting.db');
    await (await openStore(file)).close();
    const sqlite = new Sqlite(file);
    sqlite.exec(`insert into kysely_migration (name, timestamp) values ('999-future', '2030-01-01')`);
    sqlite.close();
    await expect(openStore(file)).rejects.toThrow('999-future');
  });
});

describe('migrate', () => {
  it('undoes everything when one of several migrations fails', async () => {
    const store = await openAt(join(dir, 'yunting.db'));
    const run = migrate(store.db, {
      ...migrations,
      '998-fine': { up: (db) => db.schema.createTable('fine').addColumn('x', 'integer').execute() },
      '999-broken': { up: () => Promise.reject(new Error('broken on purpose')) },
    });
    await expect(run).rejects.toThrow('broken on purpose');
    const tables = await store.db.introspection.getTables();
    expect(tables.map((table) => table.name)).not.toContain('fine');
    // The connection is fit for use and for another try.
    await migrate(store.db, migrations);
  });
});

describe('a transaction', () => {
  /** A connection that gives up on a lock at once, and another that can hold it. */
  function twoConnections() {
    const file = join(dir, 'plain.db');
    const holder = new Sqlite(file);
    holder.pragma('journal_mode = WAL');
    holder.exec('create table note (text text not null)');
    const db = new Kysely<{ note: { text: string } }>({
      dialect: new ImmediateSqliteDialect(new Sqlite(file, { timeout: 1 })),
    });
    return { holder, db };
  }

  it('takes the write lock when it begins', async () => {
    const { holder, db } = twoConnections();
    holder.exec('begin immediate');
    await expect(
      db.transaction().execute((trx) => trx.selectFrom('note').selectAll().execute()),
    ).rejects.toThrow(/locked/);
    holder.exec('commit');
    await db.destroy();
    holder.close();
  });

  it('commits after an earlier one has found the file locked', async () => {
    const { holder, db } = twoConnections();
    const write = (text: string) =>
      db.transaction().execute((trx) => trx.insertInto('note').values({ text }).execute());
    holder.exec('begin immediate');
    await expect(write('one')).rejects.toThrow(/locked/);
    holder.exec('commit');
    await write('two');
    expect(holder.prepare('select text from note').all()).toEqual([{ text: 'two' }]);
    await db.destroy();
    holder.close();
  });
});

describe('tables', () => {
  it('refuses an event of a case that does not exist', async () => {
    const { db } = await openAt(join(dir, 'yunting.db'));
    const insert = db
      .insertInto('case_event')
      .values({ case_id: 'none', at: exchange.asked_at, state: 'submitted' })
      .execute();
    await expect(insert).rejects.toThrow(/FOREIGN KEY/);
  });

  it('never lets an event be changed or deleted, only erased with its case', async () => {
    const { db } = await openAt(join(dir, 'yunting.db'));
    await db.insertInto('service_case').values(serviceCase).execute();
    await db
      .insertInto('case_event')
      .values({ case_id: 'case-1', at: exchange.asked_at, state: 'submitted' })
      .execute();
    await expect(db.updateTable('case_event').set({ state: 'approved' }).execute()).rejects.toThrow(
      /append-only/,
    );
    await expect(db.deleteFrom('case_event').execute()).rejects.toThrow(/append-only/);
    await db.deleteFrom('service_case').execute();
    expect(await db.selectFrom('case_event').selectAll().execute()).toEqual([]);
  });

  it('never lets an entry of the audit be changed or deleted', async () => {
    const { db } = await openAt(join(dir, 'yunting.db'));
    const entry = { at: exchange.asked_at, actor: 'Li', action: 'answers.off', reason: null };
    await db
      .insertInto('audit')
      .values({ ...entry, before: '{}', after: '{}' })
      .execute();
    await expect(db.updateTable('audit').set({ actor: 'Wang' }).execute()).rejects.toThrow(/append-only/);
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow(/append-only/);
  });

  it('keeps no phone number of a request that is closed', async () => {
    const { db } = await openAt(join(dir, 'yunting.db'));
    const at = exchange.asked_at;
    await db
      .insertInto('callback')
      .values({
        day: '2026-11-16',
        number: 'A-001',
        state: 'open',
        session: 's1',
        address: null,
        phone_digest: 'digest',
        phone: 'encrypted',
        topic: '',
        guide: null,
        locale: 'zh',
        thread_id: 't1',
        asked_at: at,
        queued_at: at,
        call_by: at,
        closed_at: null,
      })
      .execute();
    await expect(db.updateTable('callback').set({ state: 'done' }).execute()).rejects.toThrow(/CHECK/);
  });
});
