import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FRAMES, program, recordedLog } from '../testing/programs.ts';
import { type Espeak, type EspeakOptions, startEspeak } from './process.ts';
import { voicedParts } from './voices.ts';

const running: Espeak[] = [];
function start(options: Partial<EspeakOptions> = {}) {
  const log = recordedLog();
  const espeak = startEspeak({ log, ...options });
  running.push(espeak);
  return { espeak, log };
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((espeak) => espeak.close()));
});

const parts = voicedParts('你好。', 'zh');

function alive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

const ECHO = `${FRAMES} const NOTHING = { phonemes: { ms: [], names: [] }, words: { ms: [], parts: [], offsets: [] } };
  serve(({ id }) => send({ id, ok: true, ...NOTHING, pcmBytes: 4 }, Buffer.from([1, 0, 2, 0])));`;
const SILENT = `${FRAMES} serve(() => {});`;
const DIES_AT_ONCE = `process.stderr.write('no such data'); process.exit(3);`;
const DIES_ON_REQUEST = `${FRAMES} serve(() => process.exit(4));`;
const BABBLES = `process.stdout.write('hello, world, this is not a frame at all');setInterval(() => {}, 1000);`;

describe('the speech program', () => {
  it('speaks, with phonemes and words in order', async () => {
    const { espeak } = start();
    const { pcm, sampleRate, phonemes, words } = await espeak.synthesize(parts);
    expect(sampleRate).toBe(22_050);
    expect(pcm.length).toBeGreaterThan(sampleRate / 4);
    expect(phonemes.names).toContain('χ');
    expect(words.offsets[0]).toBe(0);
    for (const { ms } of [phonemes, words]) expect(ms).toEqual([...ms].sort((a, b) => a - b));
  });

  it('gets none of the settings of the server', async () => {
    vi.stubEnv('TTS_API_KEY', 'secret');
    const path = await program(
      `${FRAMES} serve(({ id }) => send({ id, ok: false, error: JSON.stringify(Object.keys(process.env)) }));`,
    );
    const { espeak } = start({ program: path });
    await expect(espeak.synthesize(parts)).rejects.not.toThrow(/TTS_API_KEY/);
    vi.unstubAllEnvs();
  });

  it('is replaced when it is killed while idle', async () => {
    const { espeak } = start();
    await espeak.synthesize(parts);
    const before = espeak.pid();
    process.kill(before ?? 0, 'SIGKILL');
    await vi.waitUntil(() => espeak.pid() !== before);
    expect((await espeak.synthesize(parts)).pcm.length).toBeGreaterThan(0);
    expect(alive(before)).toBe(false);
  });

  it('is replaced when it is killed in mid-sentence, and the sentence is spoken all the same', async () => {
    const { espeak } = start();
    await espeak.synthesize(parts);
    const speaking = espeak.synthesize(voicedParts('请带身份证。'.repeat(60), 'zh'));
    process.kill(espeak.pid() ?? 0, 'SIGKILL');
    expect((await speaking).pcm.length).toBeGreaterThan(22_050);
  });

  it('fails a request over which it dies twice, and goes on', async () => {
    const { espeak } = start({ program: await program(DIES_ON_REQUEST) });
    await expect(espeak.synthesize(parts)).rejects.toMatchObject({ code: 'failed' });
  });

  it('is not restarted for ever when it cannot start', async () => {
    const { espeak, log } = start({ program: await program(DIES_AT_ONCE) });
    await expect(espeak.synthesize(parts)).rejects.toMatchObject({ code: 'failed' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(espeak.pid()).toBeUndefined();
    expect(log.lines.length).toBeLessThanOrEqual(3);
    expect(log.lines[0]?.fields).toMatchObject({ complaint: 'no such data' });
  });

  it('is killed when it hangs, and the next request is served', async () => {
    const { espeak } = start({ program: await program(SILENT), timeoutMs: 400 });
    const before = espeak.pid();
    await expect(espeak.synthesize(parts)).rejects.toMatchObject({ code: 'failed' });
    await vi.waitUntil(() => !alive(before));
    await vi.waitUntil(() => espeak.pid() !== undefined);
  });

  it('is replaced when what it sends cannot be read', async () => {
    const { espeak, log } = start({ program: await program(BABBLES) });
    await expect(espeak.synthesize(parts)).rejects.toMatchObject({ code: 'failed' });
    expect(log.lines.some(({ message }) => message.includes('cannot be read'))).toBe(true);
  });

  it('refuses a request more than the queue holds', async () => {
    const { espeak } = start({ program: await program(SILENT), queueLimit: 2 });
    const waiting = Promise.allSettled(Array.from({ length: 3 }, () => espeak.synthesize(parts)));
    await expect(espeak.synthesize(parts)).rejects.toMatchObject({ code: 'busy' });
    await espeak.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('forgets a waiting request that is aborted, and frees its place', async () => {
    const { espeak } = start({ program: await program(SILENT), queueLimit: 1 });
    espeak.synthesize(parts).catch(() => {});
    const abort = new AbortController();
    const waiting = espeak.synthesize(parts, abort.signal);
    abort.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    const next = expect(espeak.synthesize(parts)).rejects.toMatchObject({ code: 'closed' });
    await espeak.close();
    await next;
  });

  it('answers the next request after one in work was aborted', async () => {
    const { espeak } = start({ program: await program(ECHO) });
    const abort = new AbortController();
    const first = espeak.synthesize(parts, abort.signal);
    abort.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    expect(await espeak.synthesize(parts)).toMatchObject({ pcm: new Int16Array([1, 2]) });
  });

  it('ends with close, and takes nothing afterwards', async () => {
    const { espeak } = start();
    const pid = espeak.pid();
    await espeak.close();
    await vi.waitUntil(() => !alive(pid));
    await expect(espeak.synthesize(parts)).rejects.toMatchObject({ code: 'closed' });
  });

  it('ends by itself when its parent is gone', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./program.mjs', import.meta.url))], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.destroy();
    expect(await ended).toBe(0);
  });
});
