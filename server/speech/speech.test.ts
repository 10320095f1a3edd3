import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeSpeech, fakeSpeech, startFakeOpenAI } from '#server/testing/index.ts';
import { startEspeak } from './espeak/process.ts';
import { closesLips, isKnownPhoneme } from './mouth/track.ts';
import { speakWithTiming } from './offline.ts';
import { speakable } from './speakable/index.ts';
import { createSpeech, MAX_SPEECH_CHARS, type SpeechOptions } from './speech.ts';
import { recordedLog, temporaryFolder } from './testing/programs.ts';
import { decodeWav, durationMs } from './wav.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function speechWith(options: Partial<SpeechOptions> = {}) {
  const log = recordedLog();
  const cacheDir = options.cacheDir ?? (await temporaryFolder());
  const speech = await createSpeech({ tts: null, cacheDir, cacheBytes: 20e6, log, ...options });
  open.push(speech);
  return { speech, log, cacheDir };
}

async function withServer(behaviour: FakeSpeech = {}) {
  const fake = await startFakeOpenAI(fakeSpeech(behaviour));
  open.push(fake);
  const tts = { baseUrl: fake.baseUrl, apiKey: 'secret', model: 'tts', voice: 'coral' };
  return { fake, ...(await speechWith({ tts })) };
}

const ZH = '请带身份证，到 8 号窗口，费用¥20。';
const EN = 'Please bring your ID card to Room 305 by 8:30.';

describe('offline speech', () => {
  it.each([
    ['zh', ZH],
    ['en', EN],
  ] as const)('speaks %s: a WAV, and tracks that stay inside it', async (locale, text) => {
    const { speech } = await speechWith();
    const spoken = await speech.speak({ text, locale });
    const audio = await speech.audio(spoken.hash);
    expect(audio?.mime).toBe('audio/wav');
    const pcm = decodeWav(audio?.bytes ?? new Uint8Array());
    expect(Math.round(durationMs(pcm))).toBe(spoken.durationMs);
    expect(Math.max(...pcm.samples)).toBeGreaterThan(8000);
    for (const track of [spoken.mouth, spoken.words]) {
      const times = track.map(([tMs]) => tMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(spoken.durationMs);
    }
    const said = spoken.words.map(([, from, to]) => text.slice(from, to)).join('');
    expect(said).toBe(text.replace(locale === 'zh' ? /[，。 ]/g : /[ .]/g, ''));
  });

  it('speaks a sentence once for all who ask, now and later', async () => {
    const { speech, cacheDir } = await speechWith();
    const [a, b] = await Promise.all([1, 2].map(() => speech.speak({ text: ZH, locale: 'zh' })));
    expect(a).toBe(b);
    expect(await readdir(cacheDir)).toHaveLength(2);
    const { speech: later } = await speechWith({ cacheDir });
    expect(await later.speak({ text: ZH, locale: 'zh' })).toEqual(a);
  });

  it('keeps one listener’s sentence when another leaves', async () => {
    const { speech } = await speechWith();
    const leaving = new AbortController();
    const gone = speech.speak({ text: ZH, locale: 'zh' }, leaving.signal);
    const stays = speech.speak({ text: ZH, locale: 'zh' }, new AbortController().signal);
    leaving.abort(new Error('left'));
    await expect(gone).rejects.toThrow('left');
    expect((await stays).durationMs).toBeGreaterThan(0);
  });

  it('refuses more characters than it may speak, and what cannot be said', async () => {
    const { speech } = await speechWith();
    const long = speech.speak({ text: '一'.repeat(MAX_SPEECH_CHARS + 1), locale: 'zh' });
    await expect(long).rejects.toMatchObject({ code: 'too_long' });
    await expect(speech.speak({ text: '……😀', locale: 'zh' })).rejects.toMatchObject({ code: 'failed' });
    await speech.close();
    await expect(speech.speak({ text: ZH, locale: 'zh' })).rejects.toMatchObject({ code: 'closed' });
  });

  it('keeps personal sentences off the disk', async () => {
    const { speech, cacheDir } = await speechWith();
    const { hash } = await speech.speak({ text: ZH, locale: 'zh', personal: true });
    expect(await speech.audio(hash)).toBeDefined();
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it('reads a Chinese name inside English, and English inside Chinese', async () => {
    const espeak = startEspeak({ log: recordedLog() });
    open.push(espeak);
    const phonemes = async (caption: string, locale: 'zh' | 'en') => {
      const sentence = { caption, locale, speakable: speakable(caption, locale) };
      return (await speakWithTiming(espeak, sentence)).timing.phonemes.map(({ name }) =>
        name.replace(/[ˈˌ]/g, ''),
      );
    };
    expect(await phonemes('Go to 海澄市.', 'en')).toEqual(expect.arrayContaining(['χ', 'ai', 'ts.h', 'ŋ']));
    expect(await phonemes('打开WiFi', 'zh')).toEqual(expect.arrayContaining(['(en)', 'w', 'aɪ', 'f']));
  });
});

describe('readings of the offline voice', () => {
  it.each([
    ['海澄', 'χ ai ts.h ə ŋ'],
    ['还款', 'χ ua n kh w a n'],
    ['区长', 'tɕh y ts. ɑ ŋ'],
    ['弟兄', 't i ɕ j onɡ'],
    ['一会儿', 'j i χ uei'],
    ['婴儿', 'j i ŋ ər'],
  ])('%s', async (caption, expected) => {
    const espeak = startEspeak({ log: recordedLog() });
    open.push(espeak);
    const sentence = { caption, locale: 'zh' as const, speakable: speakable(caption, 'zh') };
    const { timing } = await speakWithTiming(espeak, sentence);
    const heard = timing.phonemes.map(({ name }) => name.replace(/[ˈˌ]/g, '')).filter((name) => name !== '');
    expect(heard.join('')).toBe(expected.replaceAll(' ', ''));
    expect(timing.words.every(({ offset }) => offset < caption.length)).toBe(true);
  });
});

describe('mouth and voice', () => {
  const texts = {
    zh: [
      '办理新生儿出生登记，需要出生医学证明、父母双方的居民身份证、户口簿和结婚证。',
      '您好，请问您要办什么业务？我帮您查一下，请稍等。',
      '公司注册、刻章、社保登记可以一次办完，全程网上办理，免费寄递营业执照。',
      '跨省异地就医需要先备案，凭社会保障卡直接结算，百分之七十由医保报销。',
      '婚姻登记在二零二六年十二月二十六日预约，军人、学生、老人、儿童优先。',
      '无犯罪记录证明，绿色通道，云南、宁波、雄安、琼海、额尔古纳、哦，嗯，却、略、雪、月。',
    ],
    en: [
      'Please bring the birth certificate, both parents’ identity cards and the household register.',
      'How may I help you today? The beige leisure boat usually enjoys pure air near the poor tower.',
      'Joining the fire service here, you are sure to hear about the hour, the employer and the measure.',
      'A vision of judges, churches, singing youth, thick thumbs, these things, both hands and lamps.',
    ],
  } as const;

  it('knows every phoneme that the voices use', async () => {
    const espeak = startEspeak({ log: recordedLog() });
    open.push(espeak);
    for (const locale of ['zh', 'en'] as const) {
      for (const caption of texts[locale]) {
        const sentence = { caption, locale, speakable: speakable(caption, locale) };
        const { timing } = await speakWithTiming(espeak, sentence);
        const unknown = timing.phonemes.filter(({ name }) => name !== '' && !isKnownPhoneme(name, locale));
        expect(unknown.map(({ name }) => name)).toEqual([]);
      }
    }
  });

  it('closes the lips at every b, p and m', async () => {
    const espeak = startEspeak({ log: recordedLog() });
    open.push(espeak);
    const { speech } = await speechWith();
    for (const locale of ['zh', 'en'] as const) {
      let count = 0;
      for (const caption of texts[locale]) {
        const sentence = { caption, locale, speakable: speakable(caption, locale) };
        const { timing } = await speakWithTiming(espeak, sentence);
        const { mouth } = await speech.speak({ text: caption, locale });
        const closedMs = mouth
          .filter(([, shape, weight]) => shape === 'closed' && weight === 1)
          .map(([tMs]) => tMs);
        const wanted = timing.phonemes.filter(({ name }) => closesLips(name, locale));
        expect(closedMs).toHaveLength(wanted.length);
        const offsets = wanted.map(({ tMs }, i) => Math.abs((closedMs[i] ?? 0) - tMs));
        expect(Math.max(0, ...offsets)).toBeLessThanOrEqual(2);
        count += wanted.length;
      }
      expect(count).toBeGreaterThan(10);
    }
  });
});

describe('a speech server', () => {
  it('speaks the words, not the figures, and gets its tracks stretched to its own length', async () => {
    const { fake, speech } = await withServer({ durationMs: 9000 });
    const spoken = await speech.speak({ text: ZH, locale: 'zh' });
    expect(fake.requests[0]?.body).toMatchObject({
      model: 'tts',
      voice: 'coral',
      response_format: 'wav',
      input: speakable(ZH, 'zh').spoken,
    });
    expect(spoken.durationMs).toBeGreaterThan(9000);
    expect(spoken.durationMs).toBeLessThan(9300);
    expect(spoken.mouth.at(-1)?.[0]).toBeGreaterThan(8500);
    expect(spoken.words.at(-1)?.[0]).toBeGreaterThan(6000);
    await speech.speak({ text: ZH, locale: 'zh' });
    expect(fake.requests).toHaveLength(1);
  });

  it.each([
    ['refuses', { status: 400 }],
    ['answers in a format that cannot be read', { sends: 'mp3' }],
  ] as const)('that %s is stood in for, without a word of the text in the log', async (_name, behaviour) => {
    const { speech, log } = await withServer(behaviour);
    const spoken = await speech.speak({ text: ZH, locale: 'zh' });
    expect(spoken.mouth.length).toBeGreaterThan(10);
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify(log.lines)).not.toContain('身份证');
  });

  it('is asked again after it failed once', async () => {
    const behaviour: FakeSpeech = { status: 400 };
    const { speech } = await withServer(behaviour);
    const offline = await speech.speak({ text: ZH, locale: 'zh' });
    behaviour.status = 200;
    expect((await speech.speak({ text: ZH, locale: 'zh' })).hash).not.toBe(offline.hash);
  });

  it('never gets a personal sentence', async () => {
    const { fake, speech } = await withServer();
    await speech.speak({ text: ZH, locale: 'zh', personal: true });
    expect(fake.requests).toEqual([]);
  });

  it('is left when the listener goes', async () => {
    const { speech, log } = await withServer({ sends: 'nothing' });
    const leaving = new AbortController();
    const gone = speech.speak({ text: ZH, locale: 'zh' }, leaving.signal);
    setTimeout(() => leaving.abort(new Error('left')), 50);
    await expect(gone).rejects.toThrow('left');
    expect(log.lines).toEqual([]);
  });
});
