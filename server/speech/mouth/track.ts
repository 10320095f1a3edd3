import type { Locale, MouthShape, MouthTrack } from '#protocol/index.ts';
import { ENGLISH } from './english.ts';
import { MANDARIN } from './mandarin.ts';
import { type Articulation, tongue, vowel } from './targets.ts';

/** A phoneme begins at `tMs`; an empty name is a pause. */
export interface Phoneme {
  tMs: number;
  name: string;
}

/** Shorter silences are the closure of a stop or the seam between two syllables: the mouth does not fall to rest. */
const PAUSE_MS = 60;
/** What a jaw without vowel to head for is held at. */
const NEUTRAL: { shape: MouthShape; weight: number } = { shape: 'ee', weight: 0.3 };

const VOWEL_LETTERS: readonly [RegExp, Articulation][] = [
  [/^[aɑæɐʌ]/u, vowel(['aa', 0.8])],
  [/^[oɔɒɤ]/u, vowel(['oh', 0.7])],
  [/^[uʊyʉɯ]/u, vowel(['ou', 0.65])],
  [/^[iɪɨ]/u, vowel(['ih', 0.6])],
  [/^[eɛəɜœø]/u, vowel(['ee', 0.5])],
];

const bare = (name: string) => name.replace(/[ˈˌ'ˑ]/gu, '');

/** Whether the name switches the language, as eSpeak NG marks foreign words: `(en)` … `(cmn)`. */
const languageMark = (name: string) => /^\((\w+)[^)]*\)$/.exec(name)?.[1];

/**
 * How a phoneme is articulated. One that is in no table is taken by its first letter, so that a name which a later
 * eSpeak NG invents still moves the mouth.
 */
export function articulation(name: string, locale: Locale): Articulation {
  const key = bare(name);
  const [first, second] = locale === 'zh' ? [MANDARIN, ENGLISH] : [ENGLISH, MANDARIN];
  const known = first[key] ?? second[key];
  return known ?? VOWEL_LETTERS.find(([letters]) => letters.test(key))?.[1] ?? tongue(0.4);
}

/** Whether the tables of this language name the phoneme. */
export const isKnownPhoneme = (name: string, locale: Locale): boolean =>
  languageMark(name) !== undefined || bare(name) in (locale === 'zh' ? MANDARIN : ENGLISH);

/** Whether the lips are pressed together: b, p, m. */
export function closesLips(name: string, locale: Locale): boolean {
  if (name === '') return false;
  const found = articulation(name, locale);
  return found.kind === 'lips' && found.weight === 1;
}

interface Sounding {
  name: string;
  tMs: number;
  endMs: number;
  art: Articulation | null;
}

function withArticulation(phonemes: readonly Phoneme[], locale: Locale, endMs: number): Sounding[] {
  let spoken = locale;
  const marked: { phoneme: Phoneme; art: Articulation | null }[] = [];
  for (const phoneme of phonemes) {
    const mark = languageMark(phoneme.name);
    if (mark !== undefined) spoken = mark.startsWith('en') ? 'en' : 'zh';
    else marked.push({ phoneme, art: phoneme.name === '' ? null : articulation(phoneme.name, spoken) });
  }
  return marked.map(({ phoneme, art }, i) => ({
    name: phoneme.name,
    tMs: Math.min(phoneme.tMs, endMs),
    endMs: Math.min(marked[i + 1]?.phoneme.tMs ?? endMs, endMs),
    art,
  }));
}

/** The first shape of the vowel that these consonants lead to, or the last of the one they follow. */
function nearestVowel(all: readonly Sounding[], at: number): { shape: MouthShape; weight: number } {
  for (let i = at + 1; i < all.length; i += 1) {
    const { art, tMs, endMs } = all[i] as Sounding;
    if (art === null && endMs - tMs >= PAUSE_MS) break;
    if (art?.kind === 'vowel') return art.targets[0] ?? NEUTRAL;
    if (art?.kind === 'posture') return art;
  }
  const before = all[at - 1]?.art;
  return (before?.kind === 'vowel' ? before.targets.at(-1) : undefined) ?? NEUTRAL;
}

/** The cues of one phoneme, times not yet rounded. */
function cues(all: readonly Sounding[], at: number): MouthTrack {
  const { art, tMs, endMs } = all[at] as Sounding;
  if (art === null) return endMs - tMs >= PAUSE_MS || at === all.length - 1 ? [[tMs, 'rest', 1]] : [];
  switch (art.kind) {
    case 'vowel':
      return art.targets.map(({ shape, weight, from }) => [tMs + from * (endMs - tMs), shape, weight]);
    case 'lips':
      return [[tMs, 'closed', art.weight]];
    case 'posture':
      return [[tMs, art.shape, art.weight]];
    case 'tongue': {
      const { shape, weight } = nearestVowel(all, at);
      return [[tMs, shape, Math.round(weight * art.openness * 100) / 100]];
    }
  }
}

const isPressed = (cue: MouthTrack[number]) => cue[1] === 'closed' && cue[2] === 1;

/**
 * Phoneme events → mouth track.
 *
 * Every b, p and m has a cue `closed` of weight 1 at its very time; consonants of the tongue lean towards the vowel
 * they lead to (coarticulation); pauses go to rest. Times are whole milliseconds, ascending.
 *
 * @param endMs where the sound ends; later events are drawn back to it.
 */
export function mouthTrack(phonemes: readonly Phoneme[], locale: Locale, endMs: number): MouthTrack {
  const all = withArticulation(phonemes, locale, endMs);
  const track: MouthTrack = [];
  const wanted = all.flatMap((_, at) => cues(all, at));
  if (wanted.length > 0) wanted.push([endMs, 'rest', 1]);
  for (const [exactMs, shape, weight] of wanted) {
    const cue: MouthTrack[number] = [Math.round(exactMs), shape, weight];
    // Of two cues in one millisecond the later wins, but for b, p and m, which are never lost.
    for (let last = track.at(-1); last !== undefined && last[0] >= cue[0]; last = track.at(-1)) {
      if (isPressed(last)) cue[0] = last[0] + 1;
      else track.pop();
    }
    const last = track.at(-1);
    if (isPressed(cue) || last?.[1] !== shape || last[2] !== weight) track.push(cue);
  }
  return track;
}
