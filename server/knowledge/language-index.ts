import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import { readQuestion } from './aspects.ts';
import { type Bm25, createBm25 } from './bm25.ts';
import { createOfflineEmbedder, featureRarity } from './embed/offline.ts';
import { createRemoteEmbedder } from './embed/remote.ts';
import type { Embedder } from './embed/types.ts';
import { createPace } from './pace.ts';
import { createPhraseIndex, type PhraseIndex } from './phrases.ts';
import { type Corrector, createCorrector } from './spelling.ts';
import { tokenize } from './tokens.ts';
import type { Guide } from './types.ts';
import { type Unit, unitsOf } from './units.ts';
import { openVectorSpace, type VectorSpace } from './vectors.ts';

/** An embedder with the vectors that it made. */
export interface Channel {
  embedder: Embedder;
  space: VectorSpace;
}

interface Lexical {
  byGuide: Bm25;
  /** Names, aliases and questions alone. */
  byEvidence: Bm25;
  bySection: Bm25;
  byPhrase: PhraseIndex;
  /** By guide, the position of its first section in `bySection`; the others follow it. */
  firstSection: readonly number[];
  correct: Corrector;
}

/** Everything needed to search the guides of one language. Never changed once built. */
export interface LanguageIndex extends Lexical {
  lang: Locale;
  guides: readonly Guide[];
  units: readonly Unit[];
  offline: Channel;
  /** Preferred while it answers. */
  remote: Channel | null;
}

/** Field weights: name, aliases, questions as people ask, text. Chosen on the golden set. */
const GUIDE_FIELDS = [3, 3, 2, 1] as const;
/** How many of them are evidence: all but the text. */
const EVIDENCE_FIELDS = 3;
/** Field weights: title, text. */
const SECTION_FIELDS = [2, 1] as const;

/** The lexical half of a language's index. */
async function buildLexical(guides: readonly Guide[], lang: Locale): Promise<Lexical> {
  const pace = createPace();
  const terms = async (texts: readonly string[]) => {
    const all: string[] = [];
    for (const text of texts) {
      all.push(...tokenize(text, lang));
      await pace();
    }
    return all;
  };
  const guideDocuments: string[][][] = [];
  const sectionDocuments: string[][][] = [];
  const firstSection: number[] = [];
  const phrases: string[][][] = [];
  for (const { name, aliases, questions, sections } of guides) {
    firstSection.push(sectionDocuments.length);
    const body: string[] = [];
    for (const { title, text } of sections) {
      const texts = await terms([text]);
      sectionDocuments.push([await terms([title]), texts]);
      body.push(...texts);
    }
    guideDocuments.push([await terms([name]), await terms(aliases), await terms(questions), body]);
    phrases.push(
      [name, ...aliases, ...questions].map((text) => tokenize(readQuestion(text, lang).topic, lang)),
    );
    await pace();
  }

  const byGuide = await createBm25(guideDocuments, { weights: GUIDE_FIELDS });
  return {
    byGuide,
    byEvidence: await createBm25(
      guideDocuments.map((fields) => fields.slice(0, EVIDENCE_FIELDS)),
      { weights: GUIDE_FIELDS.slice(0, EVIDENCE_FIELDS) },
    ),
    byPhrase: await createPhraseIndex(phrases, byGuide.idf),
    bySection: await createBm25(sectionDocuments, { weights: SECTION_FIELDS }),
    firstSection,
    correct: await createCorrector(
      {
        phrases: guides.flatMap(({ name, aliases, questions }) => [name, ...aliases, ...questions]),
        prose: guides.flatMap(({ sections }) => sections.map(({ text }) => text)),
      },
      lang,
    ),
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
  const embedder = createOfflineEmbedder(lang, await featureRarity(texts, lang));
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
