import { stemmer } from 'stemmer';
import type { Locale } from '#protocol/index.ts';
import { createRecent } from './recent.ts';
import { LEXICON } from './texts/lexicon.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const HAN = /\p{Script=Han}/u;
const RUN = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** Short texts, such as questions, their clauses and words of the glossary, are taken apart again and again. */
const SHORT = 64;
const KEPT_TEXTS = 512;

interface Segment {
  segment: string;
  isWordLike: boolean;
}
const segments = createRecent<string, readonly Segment[]>(KEPT_TEXTS);

const topics = {
  zh: createRecent<string, readonly string[]>(KEPT_TEXTS),
  en: createRecent<string, readonly string[]>(KEPT_TEXTS),
};

const segmentsOf = (text: string): readonly Segment[] =>
  Array.from(segmenter.segment(text), ({ segment, isWordLike = false }) => ({ segment, isWordLike }));

/** The words of a Chinese text and what stands between them. */
const segmented = (text: string): readonly Segment[] =>
  text.length > SHORT ? segmentsOf(text) : segments.get(text, () => segmentsOf(text));

/** Full-width forms to half-width, lower case, apostrophes gone: the form in which all comparing is done. */
export function normalize(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/['’`]/g, '');
}

/** Stems that Porter's rules leave apart though people use the words for one another. */
const SAME_STEM: ReadonlyMap<string, string> = new Map([
  ['registr', 'regist'],
  ['licenc', 'licens'],
  ['children', 'child'],
  ['women', 'woman'],
  ['wive', 'wife'],
]);

/** The stem of a lower-case English word (Porter 1980). */
export function stem(word: string): string {
  const found = stemmer(word);
  return SAME_STEM.get(found) ?? found;
}

const stems = (text: string, without: ReadonlySet<string>) =>
  (text.match(WORD) ?? []).filter((word) => !without.has(word)).map(stem);

const characterPairs = (run: string) => {
  const characters = [...run];
  return characters.slice(1).map((character, i) => `${characters[i] ?? ''}${character}`);
};

/**
 * Single terms of a text in reading order, function words gone: Chinese characters, English stems.
 * @param without words left out; those of the lexicon that only hold a sentence together, unless told otherwise.
 */
export function words(text: string, lang: Locale, without = LEXICON[lang].functionWords): string[] {
  const normal = normalize(text);
  if (lang === 'en') return stems(normal, without);
  return (normal.match(RUN) ?? []).flatMap((run) =>
    HAN.test(run) ? [...run].filter((character) => !without.has(character)) : [stem(run)],
  );
}

/** Neighbouring terms as one: pairs of Chinese characters, pairs of English stems between function words. */
export function pairs(text: string, lang: Locale): string[] {
  if (lang === 'zh')
    return (normalize(text).match(RUN) ?? []).flatMap((run) => (HAN.test(run) ? characterPairs(run) : []));
  const single = words(text, lang);
  return single.slice(1).map((word, i) => `${single[i] ?? ''} ${word}`);
}

/** The pairs of Chinese characters that lie within a word and do not bridge two. */
export function pairsWithinWords(text: string): string[] {
  return segmented(normalize(text)).flatMap(({ segment }) => pairs(segment, 'zh'));
}

/**
 * Single terms that carry a topic, in reading order: those of {@link words} outside the words that have none.
 */
export function topicalWords(text: string, lang: Locale): string[] {
  if (lang === 'en') return words(text, lang, LEXICON.en.stopWords);
  return segmented(normalize(text)).flatMap(({ segment }) =>
    LEXICON.zh.stopWords.has(segment) ? [] : words(segment, lang),
  );
}

function topicOfChinese(text: string): string[] {
  const tokens: string[] = [];
  let run = '';
  const endRun = () => {
    tokens.push(...run, ...characterPairs(run));
    run = '';
  };
  for (const { segment, isWordLike } of segmented(text)) {
    if (!isWordLike || LEXICON.zh.stopWords.has(segment)) endRun();
    else if (HAN.test(segment)) {
      run += segment;
      if (segment.length > 2) tokens.push(segment);
    } else {
      endRun();
      tokens.push(...stems(segment, LEXICON.en.stopWords));
    }
  }
  endRun();
  return tokens;
}

/**
 * Terms that tell what a text is about, every word without a topic gone. Chinese: single characters, character pairs
 * within runs between such words, and the segmenter's words of three characters and more. English: stems.
 */
export function topicTerms(text: string, lang: Locale): readonly string[] {
  const take = () => {
    const normal = normalize(text);
    return lang === 'zh' ? topicOfChinese(normal) : stems(normal, LEXICON.en.stopWords);
  };
  return text.length > SHORT ? take() : topics[lang].get(text, take);
}
