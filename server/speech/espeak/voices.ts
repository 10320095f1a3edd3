import type { Locale } from '#protocol/index.ts';
import { rewrite } from '../speakable/rewrite.ts';
import type { Part } from './frames.ts';
import { MANDARIN_READINGS } from './readings.ts';

type Voice = Omit<Part, 'text'>;

/**
 * The receptionist's voice in each language: one female variant of eSpeak NG, so that she stays herself when a name
 * of the other language comes up. The rates give some 4.1 characters a second in Mandarin and 170 words a minute in
 * English, the pace of public announcements.
 */
const VOICES: Readonly<Record<Locale, Voice>> = {
  zh: { voice: 'sit/cmn+f3', rate: 188, pitch: 46 },
  en: { voice: 'gmw/en+f3', rate: 158, pitch: 46 },
};

/** Changes whenever the same text would sound otherwise, so that the cache never mixes two voices. */
export const offlineVoiceKey = (locale: Locale): string => JSON.stringify(['espeak-ng', locale, VOICES]);

export interface VoicedPart extends Part {
  /** Where the whole spoken text (UTF-16) stands when this part stands at the code point `index` of its text. */
  spokenOffset(index: number): number;
}

const HAN_OR_OTHER = /\p{Script=Han}(?:[\p{Script=Han}\s，、]*\p{Script=Han})?|\P{Script=Han}+/gu;

/** Offset in UTF-16 of the code point `index`. */
function utf16Offset(text: string, index: number): number {
  let offset = 0;
  for (let i = 0; i < index && offset < text.length; i += 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** eSpeak NG reads `<…>` and `&…;` as SSML and `[[…]]` as phonemes: none of it comes from a caption. */
const withoutMarkup = (text: string) => text.replace(/[<>&[\]]/g, ' ');

/**
 * Splits a text by who can say it. The English voice cannot read Chinese characters, so that stretches of them are
 * given to the Mandarin voice; the Mandarin voice reads English words itself.
 */
export function voicedParts(spoken: string, locale: Locale): VoicedPart[] {
  const stretches =
    locale === 'zh'
      ? [{ text: spoken, from: 0 }]
      : [...spoken.matchAll(HAN_OR_OTHER)].map(({ 0: text, index: from }) => ({ text, from }));
  return stretches
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .map(({ text, from }) => {
      const by = locale === 'zh' || /^\p{Script=Han}/u.test(text) ? 'zh' : 'en';
      const read = rewrite(withoutMarkup(text), by === 'zh' ? MANDARIN_READINGS : []);
      return {
        ...VOICES[by],
        text: read.spoken,
        spokenOffset: (index) => from + read.captionOffset(utf16Offset(read.spoken, index)),
      };
    });
}
