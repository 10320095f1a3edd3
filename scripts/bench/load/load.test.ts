import { expect, it } from 'vitest';
import { startFakeOpenAI } from '#server/testing/index.ts';
import { createCrowd } from './crowd.ts';
import { writtenAfterMs } from './pace.ts';
import { slopeOf, vitalsOf } from './vitals.ts';

it('a sentence is known to be over with the token after its citation', () => {
  // 9 characters and "[1]" are four tokens; the fifth tells that no more belongs to it.
  expect(writtenAfterMs(9)).toBe(100);
  expect(writtenAfterMs(10)).toBe(100);
  expect(writtenAfterMs(12)).toBe(120);
});

it('lateness of the loop is told without the interval of sampling', () => {
  const text = [
    'process_cpu_seconds_total 1.5',
    'nodejs_heap_size_used_bytes 1000',
    'process_resident_memory_bytes 2000',
    'nodejs_eventloop_lag_p99_seconds 0.012',
    'nodejs_eventloop_lag_max_seconds 0.03',
  ];
  expect(vitalsOf(text.join('\n'))).toMatchObject({ cpuSeconds: 1.5, loopP99Ms: 2, loopMaxMs: 20 });
  expect(() => vitalsOf(text.slice(1).join('\n'))).toThrow(/process_cpu_seconds_total/);
});

const MB = 1024 ** 2;

it('growth is seen through the saw teeth of garbage, and a start is none', () => {
  const samples = Array.from({ length: 200 }, (_, i) => ({
    minute: i / 20,
    bytes: (i < 30 ? i * 10 : 300) * MB + (i % 15) * 20 * MB,
  }));
  expect(slopeOf(samples)).toBeCloseTo(0, 5);
  const leaking = samples.map(({ minute, bytes }) => ({ minute, bytes: bytes + minute * 3 * MB }));
  expect(slopeOf(leaking)).toBeCloseTo(3, 5);
});

it('a crowd tells answers from refusals with a time to wait and from everything else', async () => {
  const replies = [
    { status: 503, headers: { 'retry-after': '1' } },
    { status: 503, headers: {} },
    { status: 500, headers: {} },
  ];
  const server = await startFakeOpenAI((app) => {
    app.post('/api/answers', async (_request, reply) => {
      const next = replies.shift();
      if (next) return reply.code(next.status).headers(next.headers).send({});
      return reply
        .type('text/event-stream')
        .send('data: {"type":"TEXT_MESSAGE_CONTENT","delta":"好。"}\n\ndata: {"type":"RUN_FINISHED"}\n\n');
    });
  });
  const questions = Array.from({ length: 4 }, () => ({ lang: 'zh' as const, q: '?' }));
  const crowd = createCrowd(server.baseUrl, questions);
  const asked = await crowd.each(questions);
  crowd.close();
  await server.close();
  expect(asked.map(({ outcome }) => outcome).sort()).toEqual(['answered', 'failed', 'failed', 'shed']);
  expect(asked.find(({ outcome }) => outcome === 'answered')?.addedMs).toBeTypeOf('number');
});
