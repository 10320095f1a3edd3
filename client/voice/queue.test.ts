import { describe, expect, it } from 'vitest';
import { createSilence } from './output.ts';
import { createQueue } from './queue.ts';
import { type FakeSpeaker, type FakeTime, fakeSpeaker, fakeTime, utterance } from './testing/fakes.ts';
import type { VoiceEvents } from './types.ts';

interface Setup {
  latencyS?: number;
  /** Seconds each download takes; absent ids take none, `null` never answers. */
  downloads?: Record<string, { ms: number | null; body?: string }>;
  onPhase?: VoiceEvents['onPhase'];
  prefetch?: number;
}

function setUp({ latencyS = 0, downloads = {}, onPhase, prefetch = 3 }: Setup = {}) {
  const time: FakeTime = fakeTime();
  const speaker: FakeSpeaker = fakeSpeaker(time, latencyS);
  const log: string[] = [];
  const requested: string[] = [];
  const aborted: string[] = [];
  const queue = createQueue(
    {
      onPhase(u, phase, chars) {
        log.push(`${u.id} ${phase} ${chars}`);
        onPhase?.(u, phase, chars);
      },
    },
    {
      speaker,
      silence: createSilence(time.nowMs, time.setTimer),
      setTimer: time.setTimer,
      prefetch,
      lateMs: 4000,
      load(url, signal) {
        const id = url.slice(1);
        requested.push(id);
        const { ms, body = `${id}:1` } = downloads[id] ?? { ms: 0 };
        return new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted.push(id);
            reject(new Error('aborted'));
          });
          const answer = () =>
            body === '404' ? reject(new Error('404')) : resolve(new TextEncoder().encode(body).buffer);
          if (ms === 0) answer();
          else if (ms !== null) time.setTimer(ms, answer);
        });
      },
    },
  );
  return { time, speaker, queue, log, requested, aborted };
}

describe('utterance queue', () => {
  it('plays utterances in order, the next to the sample after the one before', async () => {
    const { time, speaker, queue, log } = setUp();
    for (const id of ['a', 'b', 'c']) queue.enqueue(utterance(id, 1000));
    await time.advance(3500);
    const [a, b, c] = speaker.started;
    expect(speaker.started.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(b?.atS).toBe((a?.atS ?? 0) + 1);
    expect(c?.atS).toBe((b?.atS ?? 0) + 1);
    expect(log.slice(3)).toEqual([
      'a playing 0',
      'a done 13',
      'b playing 0',
      'b done 13',
      'c playing 0',
      'c done 13',
    ]);
    expect(queue.heard()).toBeNull();
  });

  it('reports what is heard, the latency of the loudspeaker taken off, across the seam', async () => {
    const { time, queue } = setUp({ latencyS: 0.2 });
    queue.enqueue(utterance('a', 1000));
    queue.enqueue(utterance('b', 1000));
    await time.advance(100);
    expect(queue.heard()).toBeNull();
    await time.advance(420);
    expect(queue.heard()).toMatchObject({ utterance: { id: 'a' }, sounding: true });
    expect(queue.heard()?.tMs).toBeCloseTo(300, 5);
    await time.advance(600);
    expect(queue.heard()?.utterance.id).toBe('a');
    expect(queue.heard()?.tMs).toBeCloseTo(900, 5);
    await time.advance(200);
    expect(queue.heard()?.utterance.id).toBe('b');
    expect(queue.heard()?.tMs).toBeCloseTo(100, 5);
  });

  it('keeps the last utterance heard until it has left the loudspeaker', async () => {
    const { time, queue, log } = setUp({ latencyS: 0.2 });
    queue.enqueue(utterance('a', 1000));
    await time.advance(1100);
    expect(log.at(-1)).toBe('a done 13');
    expect(queue.heard()?.utterance.id).toBe('a');
    await time.advance(200);
    expect(queue.heard()).toBeNull();
  });

  it('downloads ahead, but only so many', async () => {
    const { time, queue, requested } = setUp({ prefetch: 2 });
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) queue.enqueue(utterance(id, 1000));
    await time.advance(500);
    // a plays, b is scheduled behind it, c and d are fetched ahead.
    expect(requested).toEqual(['a', 'b', 'c', 'd']);
    await time.advance(1000);
    expect(requested).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('stop empties the queue and says how much was heard', async () => {
    const { time, speaker, queue, log, aborted } = setUp({ downloads: { c: { ms: null } } });
    for (const id of ['a', 'b', 'c']) queue.enqueue(utterance(id, 1000));
    await time.advance(500);
    queue.stop();
    expect(log.slice(-3)).toEqual(['a interrupted 7', 'b interrupted 0', 'c interrupted 0']);
    expect(speaker.started.map(({ silencedAtS }) => silencedAtS)).toEqual([0.5, 0.5]);
    expect(aborted).toContain('c');
    expect(queue.heard()).toBeNull();
    await time.advance(10_000);
    expect(speaker.started).toHaveLength(2);
    expect(log).toHaveLength(7);
  });

  it('a stopped utterance does not play when its download arrives late', async () => {
    const { time, speaker, queue, log } = setUp({ downloads: { a: { ms: 1000 } } });
    queue.enqueue(utterance('a', 1000));
    await time.advance(500);
    queue.stop();
    queue.enqueue(utterance('b', 1000));
    await time.advance(5000);
    expect(speaker.started.map(({ name }) => name)).toEqual(['b']);
    expect(log).toEqual(['a queued 0', 'a interrupted 0', 'b queued 0', 'b playing 0', 'b done 13']);
  });

  it('a download that fails is held silently as long as its audio, then the next goes on', async () => {
    const { time, queue, log } = setUp({ downloads: { a: { ms: 0, body: '404' } } });
    queue.enqueue(utterance('a', 1500));
    queue.enqueue(utterance('b', 1000));
    await time.advance(700);
    expect(log).toEqual(['a queued 0', 'b queued 0', 'a failed 0']);
    expect(queue.heard()).toEqual({
      utterance: expect.objectContaining({ id: 'a' }),
      tMs: 700,
      sounding: false,
    });
    await time.advance(900);
    expect(log.slice(3)).toEqual(['a done 13', 'b playing 0']);
  });

  it('audio that cannot be decoded counts as failed', async () => {
    const { time, queue, log } = setUp({ downloads: { a: { ms: 0, body: 'noise' } } });
    queue.enqueue(utterance('a', 1000));
    await time.advance(1);
    expect(log.at(-1)).toBe('a failed 0');
  });

  it('a download that takes too long counts as failed', async () => {
    const { time, speaker, queue, log } = setUp({ downloads: { a: { ms: 6000 } } });
    queue.enqueue(utterance('a', 3000));
    await time.advance(3999);
    expect(log).toEqual(['a queued 0']);
    await time.advance(2);
    expect(log.at(-1)).toBe('a failed 0');
    await time.advance(10_000);
    expect(log.at(-1)).toBe('a done 13');
    expect(speaker.started).toEqual([]);
  });

  it('an utterance without audio is held for its reading time', async () => {
    const { time, queue, log } = setUp();
    queue.enqueue(utterance('zh', undefined, { speech: '请带上身份证和户口簿。', locale: 'zh' }));
    queue.enqueue(utterance('b', 1000));
    await time.advance(2000);
    expect(queue.heard()).toMatchObject({ utterance: { id: 'zh' }, tMs: 2000, sounding: false });
    await time.advance(500);
    expect(log).toEqual(['zh queued 0', 'zh playing 0', 'b queued 0', 'zh done 11', 'b playing 0']);
  });

  it('goes on silently while the loudspeaker is locked', async () => {
    const { time, speaker, queue, log } = setUp();
    speaker.running = false;
    queue.enqueue(utterance('a', 1000));
    await time.advance(500);
    expect(log.at(-1)).toBe('a failed 0');
    expect(queue.heard()).toMatchObject({ tMs: 500, sounding: false });
    speaker.running = true;
    queue.enqueue(utterance('b', 1000));
    await time.advance(600);
    expect(speaker.started.map(({ name }) => name)).toEqual(['b']);
  });

  it('a loudspeaker lost in mid-sound does not hold up the rest', async () => {
    const { time, speaker, queue, log } = setUp();
    for (const id of ['a', 'b']) queue.enqueue(utterance(id, 1000));
    await time.advance(500);
    speaker.running = false;
    await time.advance(5600);
    expect(log.slice(3)).toEqual(['a failed 13', 'a done 13', 'b failed 0']);
    await time.advance(1000);
    expect(log.at(-1)).toBe('b done 13');
  });

  it('may be stopped and fed from its own events', async () => {
    const { time, queue, log } = setUp({
      onPhase(u, phase) {
        if (u.id === 'a' && phase === 'done') {
          queue.stop();
          queue.enqueue(utterance('c', 1000));
        }
      },
    });
    for (const id of ['a', 'b']) queue.enqueue(utterance(id, 1000));
    await time.advance(3000);
    expect(log.slice(3)).toEqual(['a done 13', 'b interrupted 0', 'c queued 0', 'c playing 0', 'c done 13']);
  });
});
