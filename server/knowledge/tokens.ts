import type { Locale } from '#protocol/index.ts';
import { LEXICON } from './texts/lexicon.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const HAN = /\p{Script=Han}/u;

/** Full-width forms to half-width, lower case, apostrophes gone: the form in which all comparing is done. */
export function normalize(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/['’`]/g, '');
}

/**
 * A light English stemmer: plurals, -ing, -ed, -ly and the -ation family, enough to bring "registering",
 * "registered" and "registration" together. Words of three letters and fewer stay as they are.
 */
export function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let base = word;
  if (base.endsWith('ies')) base = `${base.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x|z)es$/.test(base)) base = base.slice(0, -2);
  else if (/[^su]s$/.test(base)) base = base.slice(0, -1);
  const cut = /^(.{3,}?)(?:ations?|ating|ated|ate|ings?|ed|ly|e)$/.exec(base)?.[1] ?? base;
  // "stopping" → "stop", but "filling" → "fill".
  const single = cut !== base && /([bdgmnprt])\1$/.test(cut) ? cut.slice(0, -1) : cut;
  // "register", "registr(ation)" → "regist".
  return single.replace(/(?<=^.{3,})er$|(?<=^.{3,}t)r$/, '');
}

function hanTokens(run: string): string[] {
  const characters = [...run];
  const pairs = characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
  return [...characters, ...pairs];
}

function chinese(text: string): string[] {
  const tokens: string[] = [];
  let run = '';
  const endRun = () => {
    tokens.push(...hanTokens(run));
    run = '';
  };
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike || LEXICON.zh.stopWords.has(segment)) endRun();
    else if (HAN.test(segment)) {
      run += segment;
      if (segment.length > 2) tokens.push(segment);
    } else {
      endRun();
      tokens.push(...english(segment));
    }
  }
  endRun();
  return tokens;
}

function english(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !LEXICON.en.stopWords.has(word)).map(stem);
}

/**
 * Index terms of a text in reading order, stop words gone. Chinese: single characters, character pairs within runs
 * between stop words, and the segmenter's words of three characters and more. English: stems.
 */
export function tokenize(text: string, lang: Locale): string[] {
  const normal = normalize(text);
  return lang === 'zh' ? chinese(normal) : english(normal);
}
