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
    const byId = new Map(former?.guides[lang].map((guide) => [guide.id, guide]));
    for (const each of loaded.gone) if (each.lang === lang) byId.delete(each.id);
    for (const guide of loaded.changed) if (guide.lang === lang) byId.set(guide.id, guide);
    const parts = loaded.parts[lang].map(hold);
    const hasRemote = embeddings !== null && parts.length > 0 && parts.every(({ remote }) => remote !== null);
    const index = joinParts(parts, glossary, hasRemote ? createRemoteEmbedder(embeddings) : null);
    return {
      guides: [...byId.values()].sort((a, b) => (`${a.id}.` < `${b.id}.` ? -1 : 1)),
      index: {
        ...index,
        guides: parts.flatMap(({ text, dead }) =>
          text.ids.map((id, place) => (dead.has(place) ? undefined : byId.get(id))),
        ),
        elsewhere: parts.flatMap(({ text }) =>
          text.ids.map((id): Elsewhere | undefined => {
            const matter = matters.get(id);
            return matter && { matter: matter[lang][0] ?? matter.id, office: matter.office[lang] };
          }),
        ),
      },
    };
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
