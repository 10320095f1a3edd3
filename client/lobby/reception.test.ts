import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation, ConversationState, Question, Turn } from '#client/conversation/index.ts';
import type { HeardNow, RecognizerEvents, Voice, VoiceEvents } from '#client/voice/index.ts';
import type { Utterance } from '#protocol/index.ts';
import { createReception } from './reception.ts';

const utterance = (id: string, more: Partial<Utterance> = {}): Utterance => ({
  id,
  text: '出生后一个月内申报。',
  speech: '出生后一个月内申报。',
  locale: 'zh',
  cites: [],
  gesture: null,
  emotion: 'neutral',
  audio: { url: '/api/speech/x', mime: 'audio/wav', durationMs: 2000 },
  ...more,
});

const turn = (id: string, utterances: Utterance[], phase: Turn['phase'] = 'running'): Turn => ({
  id,
  question: '户口',
  locale: 'zh',
  phase,
  step: null,
  tool: false,
  slow: false,
  parts: utterances.map((each) => ({ kind: 'sentence', text: each.text, utterance: each })),
  asides: [],
  sources: [],
  status: null,
  problem: null,
  silencedAt: null,
  rating: null,
});

/** A desk with everything that has effects played by hand. */
function desk(before: Turn[] = []) {
  let state: ConversationState = { threadId: 'thread', turns: before };
  const listeners = new Set<() => void>();
  const log: string[] = [];
  const sent: Question[] = [];
  const queue: { utterance: Utterance; chars: number }[] = [];
  const timers: (() => void)[] = [];
  const preferences = { locale: 'zh' as const, muted: false };
  let voiceEvents: VoiceEvents | undefined;
  let recognizerEvents: RecognizerEvents | undefined;
  let now: HeardNow | null = null;
  let isReachable = true;

  const conversation: Conversation = {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(question) {
      sent.push(question);
      log.push('send');
      return 'id';
    },
    abort: () => log.push('abort'),
    leave: () => {},
    heard: (id, chars) => log.push(`heard ${id} ${chars}`),
    rate: async () => true,
    async erase() {
      log.push('erase');
      return isReachable;
    },
  };
  const voice: Voice = {
    unlock: async () => {},
    enqueue: (each) => void queue.push({ utterance: each, chars: 0 }),
    stop() {
      log.push('silence');
      now = null;
      for (const each of queue.splice(0)) voiceEvents?.onPhase(each.utterance, 'interrupted', each.chars);
    },
    replay: () => {},
    setMuted: (muted) => log.push(`muted ${muted}`),
    heard: () => now,
    level: () => 0,
    dispose: () => {},
  };
  const reception = createReception({
    conversation,
    createVoice(events) {
      voiceEvents = events;
      return voice;
    },
    createRecognizer(events) {
      recognizerEvents = events;
      return {
        isSupported: () => true,
        start: () => events.onStart(),
        stop: () => log.push('listened'),
        abort: () => events.onEnd(),
      };
    },
    preferences: () => preferences,
    onRecognizerError: (code) => log.push(`mic ${code}`),
    onSoundless: () => log.push('soundless'),
    setTimer(callback) {
      timers.push(callback);
      return () => {};
    },
  });
  log.length = 0;
  return {
    reception,
    log,
    sent,
    preferences,
    timers,
    disconnect() {
      isReachable = false;
    },
    queued: () => queue.map((each) => each.utterance.id),
    arrive(turns: Turn[]) {
      state = { ...state, turns };
      for (const listener of listeners) listener();
    },
    /** The first of the queue begins to sound and `chars` of it are heard. */
    play(chars: number, words: Utterance['words'] = undefined) {
      const first = queue[0];
      if (first === undefined) throw new Error('nothing is queued');
      first.chars = chars;
      const playing = words ? { ...first.utterance, words } : first.utterance;
      now = { utterance: playing, tMs: 1000, sounding: true };
      voiceEvents?.onPhase(first.utterance, 'playing', chars);
    },
    end() {
      const first = queue.shift();
      if (first) voiceEvents?.onPhase(first.utterance, 'done', first.utterance.speech.length);
    },
    hear(text: string) {
      recognizerEvents?.onInterim(text);
      recognizerEvents?.onFinal(text);
    },
  };
}

describe('reception', () => {
  let hall: ReturnType<typeof desk>;
  const [u1, u2, u3] = [utterance('u1'), utterance('u2'), utterance('u3')];
  beforeEach(() => {
    hall = desk();
  });

  it('says each released utterance once, in order', () => {
    hall.arrive([turn('t', [u1])]);
    hall.arrive([turn('t', [u1, u2])]);
    expect(hall.queued()).toEqual(['u1', 'u2']);
  });

  it('does not say again what was on the page before the reload', () => {
    const reloaded = desk([turn('t', [u1], 'done')]);
    reloaded.arrive([turn('t', [u1], 'done'), turn('t2', [u2])]);
    expect(reloaded.queued()).toEqual(['u2']);
  });

  it('thinks, speaks and is idle again', () => {
    const ring = () => hall.reception.getSnapshot().ring;
    expect(ring()).toBe('idle');
    hall.arrive([turn('t', [])]);
    expect(ring()).toBe('thinking');
    hall.arrive([turn('t', [u1], 'done')]);
    hall.play(1);
    expect(ring()).toBe('speaking');
    hall.end();
    expect(ring()).toBe('idle');
    expect(hall.reception.getSnapshot().last).toBe(u1);
  });

  it('silences first, then ends the run, and reports once what was heard', () => {
    hall.arrive([turn('t', [u1, u2, u3])]);
    hall.play(4);
    expect(hall.reception.stop()).toBe(true);
    expect(hall.log).toEqual(['silence', 'heard u1 4', 'abort']);
    expect(hall.reception.getSnapshot()).toMatchObject({ ring: 'thinking', speaking: null });
  });

  it('invites the citizen to speak for a while after a stop', () => {
    hall.arrive([turn('t', [u1], 'done')]);
    hall.play(4);
    hall.reception.stop();
    expect(hall.reception.getSnapshot().ring).toBe('interrupted');
    hall.timers.at(-1)?.();
    expect(hall.reception.getSnapshot().ring).toBe('idle');
  });

  it('has nothing to stop when she is silent', () => {
    expect(hall.reception.stop()).toBe(false);
    expect(hall.log).toEqual([]);
  });

  it('stops her before a new question is sent', () => {
    hall.arrive([turn('t', [u1, u2], 'done')]);
    hall.play(2);
    hall.reception.ask('身份证');
    expect(hall.log).toEqual(['silence', 'heard u1 2', 'send']);
    expect(hall.sent).toEqual([{ text: '身份证', locale: 'zh', speech: true }]);
  });

  it('asks for no speech when muted, and takes what is shown then for read', () => {
    hall.preferences.muted = true;
    hall.arrive([turn('t', [u1])]);
    hall.play(3);
    hall.reception.ask('身份证');
    expect(hall.log).toEqual(['silence', 'send']);
    expect(hall.sent[0]?.speech).toBe(false);
  });

  it('repeats the sentence and goes on with the rest', () => {
    hall.arrive([turn('t', [u1, u2, u3])]);
    hall.play(10);
    hall.end();
    hall.play(3);
    hall.reception.replay();
    expect(hall.queued()).toEqual(['u2', 'u3']);
    expect(hall.log).toEqual(['silence']);
  });

  it('takes back nothing heard before when a repetition is stopped', () => {
    hall.arrive([turn('t', [u1], 'done')]);
    hall.play(10);
    hall.end();
    hall.reception.replay();
    hall.play(1);
    hall.reception.stop();
    expect(hall.log.filter((line) => line.startsWith('heard'))).toEqual([]);
  });

  it('reports the most that was heard of a sentence stopped while repeated', () => {
    const track: Utterance['words'] = [
      [0, 0, 3],
      [900, 3, 7],
      [1500, 7, 9],
    ];
    hall.arrive([turn('t', [utterance('u1', { words: track }), u2])]);
    hall.play(7, track);
    hall.reception.replay();
    hall.play(1, track);
    hall.reception.stop();
    expect(hall.log).toContain('heard u1 7');
  });

  it('asks what the microphone heard, and shows it while it listens', () => {
    hall.reception.toggleListening();
    expect(hall.reception.getSnapshot()).toMatchObject({ ring: 'listening', interim: '' });
    hall.hear('居住证怎么办');
    expect(hall.sent[0]?.text).toBe('居住证怎么办');
    expect(hall.reception.getSnapshot().interim).toBeNull();
  });

  it('stops her when the citizen begins to speak', () => {
    hall.arrive([turn('t', [u1], 'done')]);
    hall.play(2);
    hall.reception.toggleListening();
    expect(hall.log).toEqual(['silence', 'heard u1 2', 'abort']);
    expect(hall.reception.getSnapshot().ring).toBe('listening');
  });

  it('has the conversation erased without reporting anything', async () => {
    hall.arrive([turn('t', [u1], 'done')]);
    hall.play(2);
    expect(await hall.reception.erase()).toBe(true);
    expect(hall.log).toEqual(['silence', 'erase']);
    expect(hall.reception.getSnapshot().last).toBeNull();
  });

  it('still has what it could not have erased', async () => {
    hall.arrive([turn('t', [u1], 'done')]);
    hall.play(10);
    hall.end();
    hall.disconnect();
    expect(await hall.reception.erase()).toBe(false);
    expect(hall.reception.getSnapshot().last).toBe(u1);
  });

  it('says what stands beside an answer before its sentences', () => {
    const label = utterance('a1', { aside: true });
    hall.arrive([{ ...turn('t', []), asides: [label] }]);
    hall.arrive([{ ...turn('t', [u1]), asides: [label] }]);
    expect(hall.queued()).toEqual(['a1', 'u1']);
  });
});
