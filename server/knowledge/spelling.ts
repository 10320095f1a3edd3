import type { Locale } from '#protocol/index.ts';
import { createPace } from './pace.ts';
import { LEXICON } from './texts/lexicon.ts';
import { normalize } from './tokens.ts';

/** Replaces words that the guides do not know by known ones a slip away. Takes and gives normalised text. */
export type Corrector = (text: string) => string;

/** Where the spelling is learnt from. */
export interface Spelling {
  /** Names, aliases, questions: what a citizen may have meant to type. */
  phrases: readonly string[];
  /** Everything else: its words are right as they are, but no slip is mended into one of them. */
  prose: readonly string[];
}

/** Shortest word that is corrected: shorter ones have too many neighbours. */
const MIN_LENGTH = 4;
const HAN_RUN = /\p{Script=Han}+/gu;
const LATIN_WORD = /\p{Script=Latin}+/gu;

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The key with the highest count; undefined when there is none. */
function commonest(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The word itself and every word that it becomes when one letter is dropped. */
function shortened(word: string): Set<string> {
  const forms = new Set([word]);
  for (let i = 0; i < word.length; i += 1) forms.add(word.slice(0, i) + word.slice(i + 1));
  return forms;
}

/** Whether one letter missing, added or wrong, or two neighbours swapped, is all that parts two words. */
function oneSlipApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/**
 * Mends one slip of the fingers. Candidates by the symmetric delete method (Garbe 2012): two words meet where each
 * drops one letter at most. The commonest wins.
 */
async function latinCorrector({ phrases, prose }: Spelling): Promise<Corrector> {
  const pace = createPace();
  const meant = new Map<string, number>();
  for (const phrase of phrases) for (const word of phrase.match(LATIN_WORD) ?? []) increase(meant, word);
  const known = new Set([...meant.keys(), ...LEXICON.en.stopWords]);
  for (const text of prose) {
    for (const word of text.match(LATIN_WORD) ?? []) known.add(word);
    await pace();
  }
  const byForm = new Map<string, string[]>();
  for (const word of meant.keys()) {
    if (word.length >= MIN_LENGTH) for (const form of shortened(word)) append(byForm, form, word);
    await pace();
  }

  const correct = (word: string) => {
    if (word.length < MIN_LENGTH || known.has(word)) return word;
    let best = word;
    for (const form of shortened(word))
      for (const candidate of byForm.get(form) ?? [])
        if ((meant.get(candidate) ?? 0) > (meant.get(best) ?? 0) && oneSlipApart(word, candidate))
          best = candidate;
    return best;
  };
  return (text) => text.replace(LATIN_WORD, correct);
}

/**
 * A wrong character between two right ones, as input methods and speech recognisers produce ("居主证"): where both
 * pairs that it forms are unknown, the character that their phrases have between the same neighbours takes its place.
 */
async function hanCorrector({ phrases, prose }: Spelling): Promise<Corrector> {
  const pace = createPace();
  const pairs = new Set<string>();
  for (const text of [...phrases, ...prose]) {
    for (const run of text.match(HAN_RUN) ?? [])
      for (let i = 0; i + 2 <= run.length; i += 1) pairs.add(run.slice(i, i + 2));
    await pace();
  }
  const middles = new Map<string, Map<string, number>>();
  for (const phrase of phrases) {
    for (const run of phrase.match(HAN_RUN) ?? [])
      for (let i = 0; i + 3 <= run.length; i += 1) {
        const around = `${run[i]}${run[i + 2]}`;
        const counts = middles.get(around) ?? new Map<string, number>();
        increase(counts, run[i + 1] ?? '');
        middles.set(around, counts);
      }
    await pace();
  }
  const correct = (run: string) => {
    const characters = [...run];
    for (let i = 1; i + 1 < characters.length; i += 1) {
      const [before = '', character = '', after = ''] = characters.slice(i - 1, i + 2);
      if (pairs.has(before + character) || pairs.has(character + after)) continue;
      characters[i] = commonest(middles.get(before + after) ?? new Map()) ?? character;
    }
    return characters.join('');
  };
  return (text) => text.replace(HAN_RUN, correct);
}

/** Learns the spelling of a language's guides. Chinese questions may hold Latin words too. */
export async function createCorrector(spelling: Spelling, lang: Locale): Promise<Corrector> {
  const normal = { phrases: spelling.phrases.map(normalize), prose: spelling.prose.map(normalize) };
  const latin = await latinCorrector(normal);
  if (lang === 'en') return latin;
  const han = await hanCorrector(normal);
  return (text) => latin(han(text));
}
