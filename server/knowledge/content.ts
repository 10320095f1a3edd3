import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import type { PartRef } from './collection.ts';
import { createRemoteEmbedder } from './embed/remote.ts';
import { createGlossary } from './glossary/index.ts';
import type { Loaded } from './indexer/indexer.ts';
import { type HeldPart, joinParts, type LanguageIndex } from './language-index.ts';
import { openPart } from './store/blocks.ts';
import { type Elsewhere, type Guide, type GuideProblem, keyOfMatter } from './types.ts';

/** Everything that is served at one moment. Never changed: a loading puts another in its place. */
export interface Content {
  /** By language, in the order of file names. */
  guides: Record<Locale, readonly Guide[]>;
  indexes: Record<Locale, LanguageIndex>;
  /** Files that were refused, the glossary among them. */
  problems: readonly GuideProblem[];
  glossaryVersion: string;
  /** Parts taken up, by key: the next content takes over those that stay. */
  held: ReadonlyMap<string, Omit<HeldPart, 'dead'>>;
}

/** Lets requests through between two steps. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** In the order of file names. */
const inOrder = (a: Guide, b: Guide) => (`${a.id}.` < `${b.id}.` ? -1 : 1);

/** The guides of a language after a loading, in the order of file names. */
async function guidesOf(
  former: readonly Guide[],
  { changed, gone }: Pick<Loaded, 'changed' | 'gone'>,
  lang: Locale,
): Promise<readonly Guide[]> {
  const away = new Set(gone.filter((each) => each.lang === lang).map(({ id }) => id));
  const fresh = new Map(changed.filter((each) => each.lang === lang).map((guide) => [guide.id, guide]));
  if (away.size === 0 && fresh.size === 0) return former;
  const guides: Guide[] = [];
  for (const guide of former) {
    const now = fresh.get(guide.id) ?? guide;
    fresh.delete(guide.id);
    if (!away.has(guide.id)) guides.push(now);
  }
  if (fresh.size === 0) return guides;
  await breathe();
  return [...guides, ...fresh.values()].sort(inOrder);
}

/** Takes up what a loading changed, in short steps; nothing else is touched, so that it stops nobody. */
export async function contentOf(
  loaded: Loaded,
  before: Content | undefined,
  embeddings: Endpoint | null,
): Promise<Content> {
  const former = loaded.first ? undefined : before;
  const held = new Map<string, Omit<HeldPart, 'dead'>>();
  const hold = (ref: PartRef): HeldPart => {
    const part = former?.held.get(ref.key) ?? openPart(ref);
    held.set(ref.key, part);
    return { ...part, dead: new Set(ref.dead) };
  };
  const { entries, version, problems } = loaded.glossary;
  const matters = new Map(loaded.elsewhere.matters.map((matter) => [keyOfMatter(matter.id), matter]));
  const served = async (lang: Locale): Promise<{ guides: readonly Guide[]; index: LanguageIndex }> => {
    const sameGlossary = former?.glossaryVersion === version ? former.indexes[lang].glossary : undefined;
    const glossary = sameGlossary ?? createGlossary(entries, lang);
    await breathe();
    const guides = await guidesOf(former?.guides[lang] ?? [], loaded, lang);
    await breathe();
    const parts = loaded.parts[lang].map(hold);
    const hasRemote = embeddings !== null && parts.length > 0 && parts.every(({ remote }) => remote !== null);
    const index = joinParts(parts, glossary, hasRemote ? createRemoteEmbedder(embeddings) : null);
    await breathe();
    const byId = new Map(guides.map((guide) => [guide.id, guide]));
    const ofEntries: (Guide | undefined)[] = [];
    const elsewhere: (Elsewhere | undefined)[] = [];
    for (const { text, dead } of parts)
      for (let place = 0; place < text.ids.length; place += 1) {
        const id = text.ids[place] ?? '';
        const matter = matters.get(id);
        ofEntries.push(dead.has(place) ? undefined : byId.get(id));
        elsewhere.push(matter && { matter: matter[lang][0] ?? matter.id, office: matter.office[lang] });
      }
    return { guides, index: { ...index, guides: ofEntries, elsewhere } };
  };
  const zh = await served('zh');
  await breathe();
  const en = await served('en');
  return {
    guides: { zh: zh.guides, en: en.guides },
    indexes: { zh: zh.index, en: en.index },
    problems: [...loaded.problems, ...problems, ...loaded.elsewhere.problems],
    glossaryVersion: version,
    held,
  };
}
