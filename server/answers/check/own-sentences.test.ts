import { beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '#protocol/index.ts';
import {
  createGlossary,
  type Guide,
  glossaryBeside,
  loadGlossary,
  loadGuides,
} from '#server/knowledge/index.ts';
import { breaths } from '../extractive/breaths.ts';
import { allLines } from '../extractive/compose.ts';
import { WRITERS } from '../extractive/writers.ts';
import { sentencesOf } from '../write/segmenter.ts';
import { check, vocabularyOf } from './index.ts';

const GUIDES_DIR = 'knowledge/guides';
/** Of all guides it takes half a minute on a busy machine. */
const EVERY = 8;
const ASPECTS = Object.keys(WRITERS) as (keyof typeof WRITERS)[];

let guides: readonly Guide[];
let glossaries: Record<Locale, ReturnType<typeof createGlossary>>;

beforeAll(async () => {
  ({ guides } = await loadGuides(GUIDES_DIR, '2026-11-22'));
  const { entries } = await loadGlossary(glossaryBeside(GUIDES_DIR));
  glossaries = { zh: createGlossary(entries, 'zh'), en: createGlossary(entries, 'en') };
});

describe.each(['zh', 'en'] as const)('in %s the check stops none', (locale) => {
  function stoppedOf(sentences: (guide: Guide) => readonly { text: string; anchor: string }[]): string[] {
    const own = guides.filter(({ lang }) => lang === locale);
    const vocabulary = vocabularyOf({ guides: () => own, glossary: () => glossaries[locale] }, locale);
    return own
      .filter((_, i) => i % EVERY === 0)
      .flatMap((guide) =>
        sentences(guide).flatMap(({ text, anchor }) => {
          const section = guide.sections.find((each) => each.anchor === anchor)?.text ?? '';
          const verdict = check({ text, cites: [1] }, new Map([[1, section]]), vocabulary);
          return verdict.ok ? [] : [`${guide.id}/${anchor} ${verdict.reason}: ${text}`];
        }),
      );
  }

  it('of the sentences of the guides', () => {
    const stopped = stoppedOf(({ sections }) =>
      sections.flatMap(({ text, anchor }) =>
        sentencesOf(text)
          .flatMap((each) => breaths(each, locale))
          .map((each) => ({ text: each, anchor })),
      ),
    );
    expect(stopped).toEqual([]);
  });

  it('of the sentences of the offline writer', () => {
    const stopped = stoppedOf((guide) =>
      ASPECTS.flatMap((aspect) =>
        allLines({
          locale,
          aspects: [aspect],
          question: guide.name,
          about: [],
          guide,
          glossary: glossaries[locale],
        }),
      ),
    );
    expect(stopped).toEqual([]);
  });
});
