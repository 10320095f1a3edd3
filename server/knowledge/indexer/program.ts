import { parentPort } from 'node:worker_threads';
import type { Locale } from '#protocol/index.ts';
import { type Collection, openCollection } from '../collection.ts';
import {
  type ElsewhereMatter,
  elsewhereBeside,
  type LoadedElsewhere,
  loadElsewhere,
} from '../elsewhere/index.ts';
import { glossaryBeside, loadGlossary } from '../glossary/index.ts';
import { createGuidesReader } from '../load/index.ts';
import { whenChanged } from '../load/stamp.ts';
import type { IndexedEntry } from '../part.ts';
import { sha256 } from '../store/files.ts';
import { codeVersion } from '../store/version.ts';
import { type Guide, isWithheld, keyOfMatter } from '../types.ts';
import type { LoadedMessage, OpenMessage, Reply, Request } from './messages.ts';

/** Guides a message: some 80 kB, which the server takes up in a millisecond or two. */
const BATCH = 8;
const LANGUAGES: readonly Locale[] = ['zh', 'en'];

const keyOf = ({ id, lang }: Guide) => `${lang} ${id}`;

/** Digests by guide: most guides are the same at each loading. */
const indexed = new WeakMap<Guide, IndexedEntry>();

function entryOf(guide: Guide): IndexedEntry {
  const known = indexed.get(guide);
  if (known) return known;
  const { id, name, aliases, questions } = guide;
  const content = {
    id,
    name,
    names: [name, ...aliases],
    questions,
    sections: guide.sections.map(({ title, text }) => ({ title, text })),
  };
  const anchors = guide.sections.map(({ anchor }) => anchor);
  const entry = { ...content, digest: sha256(JSON.stringify([content, anchors])).slice(0, 32) };
  indexed.set(guide, entry);
  return entry;
}

/** A matter of another office ranks beside the guides: where it comes first, none of them is meant. */
function matterOf({ id, office, ...names }: ElsewhereMatter, lang: Locale): IndexedEntry {
  const [name = id] = names[lang];
  const content = {
    id: keyOfMatter(id),
    name,
    names: names[lang],
    questions: [],
    sections: [{ title: name, text: office[lang] }],
  };
  return { ...content, digest: sha256(JSON.stringify(content)).slice(0, 32) };
}

const matters = new WeakMap<LoadedElsewhere, Record<Locale, IndexedEntry[]>>();

/** The matters of a list, the same as long as the list is. */
function mattersOf(elsewhere: LoadedElsewhere): Record<Locale, IndexedEntry[]> {
  const known = matters.get(elsewhere);
  if (known) return known;
  const entries = (lang: Locale) => elsewhere.matters.map((matter) => matterOf(matter, lang));
  const found = { zh: entries('zh'), en: entries('en') };
  matters.set(elsewhere, found);
  return found;
}

/** One knowledge base: tells its guides and the parts of its index, each thing once. */
function serve({ guidesDir, dir, embeddings, partSections, port }: OpenMessage): void {
  const tell = (reply: Reply) => port.postMessage(reply);
  const reader = createGuidesReader(guidesDir);
  /** What the server knows: nothing before the first loading. Guides that did not change are the same objects. */
  let told: ReadonlySet<Guide> = new Set();
  let toldGlossary: LoadedMessage['glossary'];
  let toldElsewhere: LoadedMessage['elsewhere'];
  let collections: Promise<Record<Locale, Collection>> | undefined;
  const readGlossary = whenChanged(glossaryBeside(guidesDir), async (file) => {
    const read = await loadGlossary(file);
    return { ...read, version: sha256(JSON.stringify(read.entries)) };
  });
  const readElsewhere = whenChanged(elsewhereBeside(guidesDir), loadElsewhere);
  let taken = () => {};

  async function openCollections() {
    const version = await codeVersion();
    const warn = (message: string) => tell({ kind: 'warning', message });
    const open = (lang: Locale) => openCollection({ lang, dir, version, embeddings, partSections, warn });
    return { zh: await open('zh'), en: await open('en') };
  }

  async function tellGuides(changed: readonly Guide[]) {
    for (let from = 0; from < changed.length; from += BATCH) {
      const done = new Promise<void>((resolve) => {
        taken = resolve;
      });
      tell({ kind: 'guides', guides: changed.slice(from, from + BATCH) });
      await done;
    }
  }

  async function load(today: string) {
    collections ??= openCollections();
    const open = await collections;
    const { guides, problems, warnings } = await reader.read(today);
    const glossary = await readGlossary();
    const elsewhere = await readElsewhere();
    const active = guides.filter((guide) => guide.status === 'active' || isWithheld(guide));
    const update = async (lang: Locale, from: number) => {
      const entries = [
        ...active.filter((guide) => guide.lang === lang).map(entryOf),
        ...mattersOf(elsewhere)[lang],
      ];
      const { parts } = await open[lang].update(entries, (share) =>
        tell({ kind: 'progress', fraction: from + share / LANGUAGES.length }),
      );
      return parts;
    };
    const parts = { zh: await update('zh', 0), en: await update('en', 1 / LANGUAGES.length) };
    const first = told.size === 0;
    const changed = active.filter((guide) => !told.has(guide));
    await tellGuides(changed);
    const present = new Set(active);
    const changedKeys = new Set(changed.map(keyOf));
    const gone = [...told]
      .filter((guide) => !present.has(guide) && !changedKeys.has(keyOf(guide)))
      .map(({ id, lang }) => ({ id, lang }));
    tell({
      kind: 'loaded',
      first,
      gone,
      problems,
      warnings,
      glossary: first || glossary !== toldGlossary ? glossary : undefined,
      elsewhere: first || elsewhere !== toldElsewhere ? elsewhere : undefined,
      parts,
    });
    told = present;
    toldGlossary = glossary;
    toldElsewhere = elsewhere;
    for (const lang of LANGUAGES) await open[lang].settle();
    tell({ kind: 'saved' });
  }

  port.on('message', (request: Request) => {
    if (request.kind === 'taken') taken();
    else
      load(request.today).catch((error: unknown) =>
        tell({
          kind: 'failed',
          reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
      );
  });
}

parentPort?.on('message', serve);
