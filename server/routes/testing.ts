import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Locale } from '#protocol/index.ts';
import { type App, buildApp } from '#server/app.ts';
import { loadConfig } from '#server/config.ts';
import { createKeys, type NewKey } from '#server/keys/index.ts';
import { loadSecret, openStore, type Store } from '#server/store/index.ts';

const GUIDES = 'knowledge/guides';

/** The whole hall on a free port of this machine, open to programs. For tests. */
export interface OpenHall {
  app: App;
  /** `http://127.0.0.1:…` */
  origin: string;
  store: Store;
  /** A new key's text. */
  key(own?: Partial<NewKey>): Promise<string>;
  close(): Promise<void>;
}

/** @param guides ids of the guides it has; all of the city's unless given, which takes some seconds. */
export async function openHall(
  env: Readonly<Record<string, string>> = {},
  guides?: readonly string[],
): Promise<OpenHall> {
  const dir = await mkdtemp(join(tmpdir(), 'yunting-programs-'));
  const few = join(dir, 'guides');
  await mkdir(few);
  for (const id of guides ?? []) {
    for (const lang of Locale.options) {
      await copyFile(join(GUIDES, `${id}.${lang}.md`), join(few, `${id}.${lang}.md`));
    }
  }
  const own = { DATA_DIR: dir, GUIDES_DIR: guides ? few : GUIDES, LOG_LEVEL: 'silent', API_ACCESS: 'keys' };
  const app = await buildApp(loadConfig({ ...own, ...env }));
  const origin = await app.server.listen({ host: '127.0.0.1', port: 0 });
  const store = await openStore(join(dir, 'yunting.db'));
  const keys = createKeys({
    store,
    secret: await loadSecret(dir),
    now: () => new Date(),
    random: randomBytes,
  });
  const wanted: NewKey = { name: 'test', scopes: ['chat', 'mcp', 'cases'], perMinute: 1000, perDay: 10_000 };
  return {
    app,
    origin,
    store,
    key: async (own = {}) => (await keys.create({ ...wanted, ...own }, 'test')).text,
    async close() {
      await app.server.close();
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
