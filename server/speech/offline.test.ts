import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '#protocol/index.ts';
import { type Espeak, startEspeak } from './espeak/process.ts';
import { closesLips, isKnownPhoneme } from './mouth/track.ts';
import { type Rendition, rendition, speakWithTiming, type Timing } from './offline.ts';
import { speakable } from './speakable/index.ts';
import { recordedLog } from './testing/programs.ts';

/** Every vowel and consonant of both languages, in the hall's own words where it has them. */
const TEXTS: readonly [Locale, string][] = [
  ['zh', '办理新生儿出生登记，需要出生医学证明、父母双方的居民身份证、户口簿和结婚证。'],
  ['zh', '您好，请问您要办什么业务？我帮您查一下，请稍等。'],
  ['zh', '公司注册、刻章、社保登记一次办完，免费寄递营业执照，百分之七十由医保报销。'],
  ['zh', '绿色通道，云南、宁波、雄安、额尔古纳、哦，嗯，哟，却、略、雪、群、乱、怪、村。'],
  ['en', 'Please bring the birth certificate, both parents’ identity cards and the household register.'],
  [
    'en',
    'The beige leisure boat usually enjoys pure air near the poor tower; joining the fire service is sure.',
  ],
  ['en', 'A vision of judges, churches, singing youth, thick thumbs, these things, both hands and lamps.'],
];

let espeak: Espeak;
beforeAll(() => {
  espeak = startEspeak({ log: recordedLog() });
});
afterAll(() => espeak.close());

async function render(caption: string, locale: Locale): Promise<{ timing: Timing; made: Rendition }> {
  const sentence = { caption, locale, speakable: speakable(caption, locale) };
  const { pcm, timing } = await speakWithTiming(espeak, sentence);
  return { timing, made: rendition(sentence, pcm, timing) };
}

const names = ({ phonemes }: Timing) => phonemes.map(({ name }) => name.replace(/[ˈˌ]/g, '')).filter(Boolean);

describe('the offline voice', () => {
  it('uses no phoneme that the tables do not know, and closes the lips at every b, p and m', async () => {
    const count = { zh: 0, en: 0 };
    for (const [locale, caption] of TEXTS) {
      const { timing, made } = await render(caption, locale);
      expect(names(timing).filter((name) => !isKnownPhoneme(name, locale))).toEqual([]);
      const closedMs = made.mouth.filter((cue) => cue[1] === 'closed' && cue[2] === 1).map(([tMs]) => tMs);
      const wanted = timing.phonemes.filter(({ name }) => closesLips(name, locale));
      expect(closedMs).toHaveLength(wanted.length);
      const offsets = wanted.map(({ tMs }, i) => Math.abs((closedMs[i] ?? 0) - tMs));
      expect(Math.max(0, ...offsets)).toBeLessThanOrEqual(2);
      count[locale] += wanted.length;
    }
    expect(count.zh).toBeGreaterThan(10);
    expect(count.en).toBeGreaterThan(10);
  });

  it('reads a Chinese name inside English, and English inside Chinese', async () => {
    const english = await render('Go to 海澄市.', 'en');
    expect(names(english.timing)).toEqual(expect.arrayContaining(['χ', 'ai', 'ts.h', 'ŋ']));
    const chinese = await render('打开WiFi', 'zh');
    expect(names(chinese.timing)).toEqual(expect.arrayContaining(['(en)', 'w', 'aɪ', 'f']));
  });

  it.each([
    ['海澄', 'χaits.həŋ'],
    ['还款', 'χuankhwan'],
    ['还要', 'χaijɑu'],
    ['区长', 'tɕhyts.ɑŋ'],
    ['弟兄', 'tiɕjonɡ'],
    ['一会儿', 'jiχuei'],
    ['婴儿', 'jiŋər'],
  ])('reads %s as %s, each word at its own place', async (caption, expected) => {
    const { timing } = await render(caption, 'zh');
    expect(names(timing).join('')).toBe(expected);
    expect(timing.words.every(({ offset }) => offset < caption.length)).toBe(true);
  });

  it('obeys nothing that is written in the caption', async () => {
    const plain = await render('好', 'zh');
    const attack = await render('<voice name="gmw/en">好</voice>[[ ]]', 'zh');
    expect(names(attack.timing)).toEqual(names(plain.timing));
  });
});
