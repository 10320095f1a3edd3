import { describe, expect, it } from 'vitest';
import type { Spoken } from '#server/speech/index.ts';
import type { AGUIEvent } from '../types.ts';
import { createDelivery } from './index.ts';
import { mannerOf } from './manner.ts';

const manner = { gesture: null, emotion: 'neutral' } as const;
const sentence = (text: string) => ({ text, cites: [], fresh: [], personal: false, manner });
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A voice whose recordings are finished by hand. */
function slowVoice() {
  const pending = new Map<string, (spoken: Spoken) => void>();
  return {
    asked: () => [...pending.keys()],
    finish(text: string) {
      pending.get(text)?.({ hash: text, mime: 'audio/wav', durationMs: 1, mouth: [], words: [] });
    },
    speech: {
      speak: ({ text }: { text: string }) => new Promise<Spoken>((resolve) => pending.set(text, resolve)),
      audio: async () => undefined,
      close: async () => {},
    },
  };
}

function delivery(signal = new AbortController().signal) {
  const voice = slowVoice();
  const events: AGUIEvent[] = [];
  let ids = 0;
  const deliver = createDelivery({
    emit: (event) => events.push(event),
    speech: voice.speech,
    aloud: true,
    locale: 'zh',
    pace: () => 'normal' as const,
    gap: ' ',
    signal,
    newId: () => `id-${ids++}`,
    onSentence: () => {},
    onAudio: () => {},
    log: { warn: () => {} },
  });
  const seen = () =>
    events.flatMap((event) => {
      if (event.type === 'TEXT_MESSAGE_CONTENT') return [`text ${event.delta.trim()}`];
      if (event.type !== 'CUSTOM') return [];
      return [`${event.name} ${(event.value as { text?: string } | undefined)?.text ?? ''}`];
    });
  return { voice, deliver, events, seen };
}

describe('delivery', () => {
  it('shows every sentence at once and speaks them in order, the next one already under way', async () => {
    const { voice, deliver, seen } = delivery();
    for (const text of ['一', '二', '三', '四']) deliver.say(sentence(text));
    expect(seen()).toEqual(['text 一', 'text 二', 'text 三', 'text 四']);
    await settled();
    expect(voice.asked()).toEqual(['一', '二']);
    voice.finish('二');
    await settled();
    expect(seen()).toHaveLength(4);
    voice.finish('一');
    await settled();
    expect(seen().slice(4)).toEqual(['utterance 一', 'utterance 二']);
    expect(voice.asked()).toEqual(['一', '二', '三', '四']);
  });

  it('ends only when the last utterance has gone out', async () => {
    const { voice, deliver, seen } = delivery();
    deliver.say(sentence('一'));
    let ended = false;
    const end = deliver.end().then(() => {
      ended = true;
    });
    await settled();
    expect(ended).toBe(false);
    voice.finish('一');
    await end;
    expect(seen().at(-1)).toBe('utterance 一');
  });

  it('sends nothing more once it is silenced', async () => {
    const silence = new AbortController();
    const { voice, deliver, seen } = delivery(silence.signal);
    deliver.say(sentence('一'));
    await settled();
    silence.abort();
    voice.finish('一');
    await deliver.end();
    expect(seen()).toEqual(['text 一']);
  });

  it('gives the sources first, and list items a line of their own', () => {
    const { deliver, events } = delivery();
    const source = { n: 1, guide: 'g', version: 'v', section: 's', title: 't', quote: 'q', url: '/u' };
    deliver.say({ ...sentence('甲'), fresh: [source] });
    deliver.say({ ...sentence('乙'), line: true });
    deliver.say(sentence('丙'));
    expect(events[0]).toMatchObject({ type: 'CUSTOM', name: 'sources' });
    const deltas = events.flatMap((event) => (event.type === 'TEXT_MESSAGE_CONTENT' ? [event.delta] : []));
    expect(deltas).toEqual(['甲', '\n乙', ' 丙']);
  });

  it('speaks no emphasis marks', async () => {
    const { voice, deliver } = delivery();
    deliver.say(sentence('**免费**办理'));
    await settled();
    expect(voice.asked()).toEqual(['免费办理']);
    expect(deliver.said()[0]).toMatchObject({ text: '**免费**办理', speech: '免费办理' });
  });
});

describe('her manner', () => {
  it('opens an answer with one gesture and points at a card, and rests otherwise', () => {
    const gestures = [0, 1, 2].map(
      (index) => mannerOf({ purpose: 'facts', index, aboutCard: index === 2 }).gesture,
    );
    expect(gestures).toEqual(['explain', null, 'point']);
  });

  it('does not smile at bad news', () => {
    expect(mannerOf({ purpose: 'regret', index: 0, aboutCard: false })).toEqual({
      gesture: 'bow',
      emotion: 'neutral',
    });
    expect(mannerOf({ purpose: 'greeting', index: 0, aboutCard: false })).toEqual({
      gesture: 'greet',
      emotion: 'happy',
    });
  });
});
