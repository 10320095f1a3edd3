import type { Locale } from '#protocol/index.ts';
import type { Part } from './frames.ts';

type Voice = Omit<Part, 'text'>;

/**
 * The receptionist's voice in each language: one female variant of eSpeak NG, so that she stays herself when a name
 * of the other language comes up. Rates were set by ear's measure: 4.2 characters a second in Mandarin, 165 words a
 * minute in English, the pace of public announcements.
 */
const VOICES: Readonly<Record<Locale, Voice>> = {
  zh: { voice: 'sit/cmn+f3', rate: 188, pitch: 46 },
  en: { voice: 'gmw/en+f3', rate: 164, pitch: 46 },
};

/** Changes whenever the same text would sound otherwise, so that the cache never mixes two voices. */
export const offlineVoiceKey = (locale: Locale): string => JSON.stringify(['espeak-ng', locale, VOICES]);

/** A stretch of the spoken text (UTF-16) and who says it. */
export interface VoicedPart extends Part {
  from: number;
}

/**
 * Splits a text by who can say it. The English voice cannot read Chinese characters, so that stretches of them are
 * given to the Mandarin voice; the Mandarin voice reads English words itself.
 */
export function voicedParts(spoken: string, locale: Locale): VoicedPart[] {
  const stretches =
    locale === 'zh'
      ? [{ locale, text: spoken, from: 0 }]
      : [
          ...spoken.matchAll(
            /\p{Script=Han}[\p{Script=Han}\s，、]*\p{Script=Han}|\p{Script=Han}|\P{Script=Han}+/gu,
          ),
        ].map((match): { locale: Locale; text: string; from: number } => ({
          locale: /^\p{Script=Han}/u.test(match[0]) ? 'zh' : 'en',
          text: match[0],
          from: match.index,
        }));
  return stretches
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .map(({ locale: by, text, from }) => ({ ...VOICES[by], text: withoutMarkup(text), from }));
}

/** eSpeak NG reads `<…>` and `&…;` as SSML and `[[…]]` as phonemes: what is left of them becomes spaces of the same length. */
const withoutMarkup = (text: string) => text.replace(/[<>&[\]]/g, ' ');
