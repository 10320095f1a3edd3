import { describe, expect, it } from 'vitest';
import { createRecognizer, type RecognitionEngine } from './recognizer.ts';

/** An engine that does what the test tells it to, and remembers what it was told. */
class FakeEngine implements RecognitionEngine {
  static all: FakeEngine[] = [];
  static refuses = false;
  lang = '';
  continuous = true;
  interimResults = false;
  onstart: RecognitionEngine['onstart'] = null;
  onresult: RecognitionEngine['onresult'] = null;
  onerror: RecognitionEngine['onerror'] = null;
  onend: RecognitionEngine['onend'] = null;
  calls: string[] = [];

  constructor() {
    FakeEngine.all.push(this);
  }
  start() {
    if (FakeEngine.refuses) throw new Error('NotAllowedError');
    this.calls.push('start');
  }
  stop() {
    this.calls.push('stop');
  }
  abort() {
    this.calls.push('abort');
  }
  hears(...stretches: string[]) {
    this.onresult?.({ results: stretches.map((transcript) => [{ transcript }]) });
  }
}

function setUp(engine: typeof FakeEngine | null = FakeEngine) {
  FakeEngine.all = [];
  FakeEngine.refuses = false;
  const log: string[] = [];
  const recognizer = createRecognizer(
    {
      onStart: () => log.push('start'),
      onInterim: (text) => log.push(`interim ${text}`),
      onFinal: (text) => log.push(`final ${text}`),
      onError: (code) => log.push(`error ${code}`),
      onEnd: () => log.push('end'),
    },
    { engine },
  );
  const session = (i = 0) => {
    const found = FakeEngine.all[i];
    if (found === undefined) throw new Error(`session ${i} was not started`);
    return found;
  };
  return { recognizer, log, session };
}

describe('recognizer', () => {
  it('passes words on as they come and the last of them as the question', () => {
    const { recognizer, log, session } = setUp();
    recognizer.start('zh');
    expect(session()).toMatchObject({ lang: 'zh-CN', continuous: false, interimResults: true });
    session().onstart?.();
    session().hears('孩子');
    session().hears('孩子刚出生，', '户口怎么上');
    session().onend?.();
    expect(log).toEqual([
      'start',
      'interim 孩子',
      'interim 孩子刚出生，户口怎么上',
      'final 孩子刚出生，户口怎么上',
      'end',
    ]);
  });

  it('listens in English for English', () => {
    const { recognizer, session } = setUp();
    recognizer.start('en');
    expect(session().lang).toBe('en-US');
  });

  it.each([
    ['not-allowed', 'not-allowed'],
    ['service-not-allowed', 'not-allowed'],
    ['audio-capture', 'audio-capture'],
    ['network', 'network'],
    ['language-not-supported', 'unsupported'],
    ['no-speech', 'no-speech'],
  ])('reports %s as %s, once', (error, code) => {
    const { recognizer, log, session } = setUp();
    recognizer.start('zh');
    session().onerror?.({ error });
    session().onend?.();
    expect(log).toEqual([`error ${code}`, 'end']);
  });

  it('silence is an error of its own', () => {
    const { recognizer, log, session } = setUp();
    recognizer.start('zh');
    recognizer.stop();
    session().onend?.();
    expect(session().calls).toEqual(['start', 'stop']);
    expect(log).toEqual(['error no-speech', 'end']);
  });

  it('abort forgets the session: nothing it says later is passed on', () => {
    const { recognizer, log, session } = setUp();
    recognizer.start('zh');
    session().hears('孩子');
    recognizer.abort();
    session().hears('孩子刚出生');
    session().onerror?.({ error: 'aborted' });
    session().onend?.();
    expect(log).toEqual(['interim 孩子', 'end']);
  });

  it('a second start drops the first session', () => {
    const { recognizer, log, session } = setUp();
    recognizer.start('zh');
    recognizer.start('en');
    session(0).hears('late');
    session(1).hears('new');
    expect(session(0).calls).toEqual(['start', 'abort']);
    expect(log).toEqual(['end', 'interim new']);
  });

  it('says so where the browser has none', () => {
    const { recognizer, log } = setUp(null);
    expect(recognizer.isSupported()).toBe(false);
    recognizer.start('zh');
    expect(log).toEqual(['error unsupported', 'end']);
  });

  it('a page that may not use the microphone is told', () => {
    const { recognizer, log } = setUp();
    FakeEngine.refuses = true;
    recognizer.start('zh');
    expect(log).toEqual(['error not-allowed', 'end']);
  });
});
