import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import { readQuestion } from './aspects.ts';
import { type Bm25, createBm25 } from './bm25.ts';
import { createOfflineEmbedder, featureRarity } from './embed/offline.ts';
import { createRemoteEmbedder } from './embed/remote.ts';
import type { Embedder } from './embed/types.ts';
import { createPhraseIndex, type PhraseIndex } from './phrases.ts';
import { createSpeller } from './spelling.ts';
import { tokenize } from './tokens.ts';
import type { Guide } from './types.ts';
import { type Unit, unitsOf } from './units.ts';
import { openVectorSpace, type VectorSpace } from './vectors.ts';

/** An embedder with the vectors that it made. */
export interface Channel {
  embedder: Embedder;
  space: VectorSpace;
}

/** Everything needed to search the guides of one language. Never changed once built. */
export interface LanguageIndex {
  lang: Locale;
  guides: readonly Guide[];
  units: readonly Unit[];
  byGuide: Bm25;
  /** Names, aliases and questions alone. */
  byEvidence: Bm25;
  bySection: Bm25;
  byPhrase: PhraseIndex;
  /** Known words that a mistyped one may stand for. */
  respell(word: string): string[];
  /** Of `bySection`'s documents. */
  sections: readonly { guide: number; section: number }[];
  offline: Channel;
  /** Preferred while it answers. */
  remote: Channel | null;
}

/** Field weights: name, aliases, questions as people ask, text. Chosen on the golden set. */
const GUIDE_FIELDS = [3, 3, 2, 1] as const;
/** Field weights: title, text. */
const SECTION_FIELDS = [2, 1] as const;
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The lexical half of a language's index. */
async function buildLexical(
  guides: readonly Guide[],
  lang: Locale,
): Promise<
  Pick<LanguageIndex, 'byGuide' | 'byEvidence' | 'bySection' | 'byPhrase' | 'respell' | 'sections'>
> {
  const terms = (texts: readonly string[]) => texts.flatMap((text) => tokenize(text, lang));
  const guideDocuments: string[][][] = [];
  const sectionDocuments: string[][][] = [];
  const sections: { guide: number; section: number }[] = [];
  for (const [position, guide] of guides.entries()) {
    const texts = guide.sections.map(({ title, text }) => [terms([title]), terms([text])]);
    guideDocuments.push([
      terms([guide.name]),
      terms(guide.aliases),
      terms(guide.questions),
      texts.flatMap(([, text = []]) => text),
    ]);
    sectionDocuments.push(...texts);
    sections.push(...guide.sections.map((_, section) => ({ guide: position, section })));
    await breathe();
  }
  const byGuide = createBm25(guideDocuments, { weights: GUIDE_FIELDS });
  const phrases = guides.map(({ name, aliases, questions }) =>
    [name, ...aliases, ...questions].map((text) => tokenize(readQuestion(text, lang).topic, lang)),
  );
  return {
    byGuide,
    byEvidence: createBm25(
      guideDocuments.map((fields) => fields.slice(0, 3)),
      { weights: GUIDE_FIELDS.slice(0, 3) },
    ),
    respell: createSpeller(byGuide.terms()),
    byPhrase: createPhraseIndex(phrases, byGuide.idf),
    bySection: createBm25(sectionDocuments, { weights: SECTION_FIELDS }),
    sections,
  };
}

export interface IndexOptions {
  lang: Locale;
  /** Folder of the kept vectors. */
  dir: string;
  embeddings: Endpoint | null;
  warn(message: string): void;
  /** Share done, 0..1. */
  onProgress(fraction: number): void;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Opens the index of one language. Vectors of unchanged texts are kept from before. The offline vectors are always
 * there; those of an embeddings server come beside them, and are left out with a warning when it fails.
 */
export async function buildIndex(guides: readonly Guide[], options: IndexOptions): Promise<LanguageIndex> {
  const { lang, dir, embeddings, warn } = options;
  const units = unitsOf(guides);
  const open = async (name: string, embedder: Embedder, from: number, to: number): Promise<Channel> => {
    const onProgress = (done: number, total: number) =>
      options.onProgress(from + (done / total) * (to - from));
    const space = await openVectorSpace({
      dir,
      name: `${lang}-${name}`,
      embedder,
      units,
      warn,
      onProgress,
    });
    return { embedder, space };
  };

  const texts = units.map(({ text }) => text);
  const embedder = createOfflineEmbedder(lang, featureRarity(texts, lang));
  const offline = await open('offline', embedder, 0, embeddings ? 0.5 : 1);
  let remote: Channel | null = null;
  if (embeddings) {
    try {
      remote = await open('remote', createRemoteEmbedder(embeddings), 0.5, 1);
    } catch (error) {
      warn(
        `EMBEDDINGS_BASE_URL ${embeddings.baseUrl} failed (${reasonOf(error)}); the offline embedder is used instead`,
      );
    }
  }
  return { lang, guides, units, ...(await buildLexical(guides, lang)), offline, remote };
}
