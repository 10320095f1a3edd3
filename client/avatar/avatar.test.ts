import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gesture, MouthTrack } from '#protocol/index.ts';
import { openTestPage, type Served, type TestPage } from './testing/page.ts';

const AVATARS = 'avatars';
const GESTURES = ['greet', 'bow', 'nod', 'explain', 'point', 'wave'] as const satisfies Gesture[];

function served(path: string): Served {
  return { type: 'model/gltf-binary', body: readFileSync(`${AVATARS}/${path}`) };
}

/** "mama", lips shut at 0 and 240 ms. */
const MAMA: MouthTrack = [
  [0, 'closed', 1],
  [80, 'aa', 1],
  [240, 'closed', 1],
  [320, 'aa', 1],
  [500, 'rest', 1],
];

describe('avatar in a real browser', () => {
  let opened: TestPage;

  beforeAll(async () => {
    opened = await openTestPage({
      entry: 'client/avatar/testing/entry.ts',
      html: '<canvas style="display:block;width:360px;height:300px"></canvas>',
      files: {
        '/receptionist-lite.vrm': served('receptionist-lite.vrm'),
        '/rest.vrma': served('gestures/rest.vrma'),
        ...Object.fromEntries(GESTURES.map((name) => [`/${name}.vrma`, served(`gestures/${name}.vrma`)])),
        '/text.vrm': { type: 'text/plain', body: 'not a model' },
      },
    });
  });
  afterAll(() => opened?.close());
  beforeEach(async () => {
    await opened.page.reload();
    opened.complaints.length = 0;
  });

  it('stands behind the desk: cut at the lower edge, free of the others, without a word on the console', async () => {
    const { coverage, progress } = await opened.page.evaluate(async () => {
      const test = window.avatarTest;
      await test.create();
      return { coverage: test.coverage(), progress: test.progress };
    });
    expect(coverage.all).toBeGreaterThan(0.15);
    expect(coverage.all).toBeLessThan(0.5);
    expect(coverage.bottom).toBeGreaterThan(0.2);
    // Arms spread in a T-pose would reach the sides.
    expect(coverage).toMatchObject({ top: 0, left: 0, right: 0 });
    expect(progress.at(-1)).toBe(1);
    expect(opened.complaints).toEqual([]);
  });

  it.each(GESTURES)('%s moves her and brings her back to rest', async (gesture) => {
    const swing = await opened.page.evaluate((name) => window.avatarTest.swing(name), gesture);
    expect(swing.moved).toBeGreaterThan(0);
    expect(swing.height).toBeGreaterThan(4);
    expect(swing.after).toBeLessThan(0.5);
    expect(swing.jump).toBeLessThan(15);
    // What moves all the time is added once, not frame by frame.
    expect(swing.head).toBeCloseTo(2, 1);
  });

  it('crosses from one gesture into another without a jump', async () => {
    const swing = await opened.page.evaluate(() =>
      window.avatarTest.swing('wave', { gesture: 'explain', atS: 0.9 }),
    );
    expect(swing.jump).toBeLessThan(15);
    expect(swing.after).toBeLessThan(0.5);
  });

  it('her mouth follows the track: shut on m, open on a, falling shut when the sound is cut off', async () => {
    const { mouths, pictures, after } = await opened.page.evaluate(async (track) => {
      const test = window.avatarTest;
      await test.create({ reducedMotion: true });
      test.run(0.2);
      const at = (tMs: number) => {
        test.hear({ track, tMs });
        test.avatar().update(0);
        return test.avatar().mouthWeights();
      };
      const mouths = [20, 160, 260, 400].map(at);
      at(20);
      const shut = test.picture();
      at(160);
      const open = test.picture();
      test.hear(null);
      test.run(0.5);
      return { mouths, pictures: shut !== open, after: test.avatar().mouthWeights() };
    }, MAMA);
    expect(mouths.map(({ aa }) => aa)).toEqual([0, 1, 0, 1]);
    expect(mouths.map(({ closed }) => closed)).toEqual([1, 0, 1, 0]);
    expect(pictures).toBe(true);
    expect(after.aa).toBeLessThan(0.01);
  });

  it('goes on after the graphics processor was lost and came back', async () => {
    const { contexts, coverage } = await opened.page.evaluate(async () => {
      const test = window.avatarTest;
      await test.create();
      await test.loseContext(true);
      return { contexts: test.contexts, coverage: test.coverage() };
    });
    expect(contexts).toEqual(['lost', 'restored']);
    expect(coverage.all).toBeGreaterThan(0.15);
  });

  it('follows the size of its canvas', async () => {
    const { size, coverage } = await opened.page.evaluate(async () => {
      const test = window.avatarTest;
      await test.create();
      const canvas = document.querySelector('canvas');
      canvas?.setAttribute('style', 'display:block;width:200px;height:320px');
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
      return { size: [canvas?.width, canvas?.height], coverage: test.coverage() };
    });
    expect(size).toEqual([200, 320]);
    expect(coverage).toMatchObject({ top: 0, left: 0, right: 0 });
    expect(coverage.bottom).toBeGreaterThan(0.2);
  });

  it('does not wave under reduced motion', async () => {
    const { calm, lively } = await opened.page.evaluate(async () => {
      const test = window.avatarTest;
      await test.create({ reducedMotion: true });
      test.run(0.2);
      test.keepOutline();
      test.avatar().play('wave');
      test.run(0.9);
      const calm = test.outlineChange();
      test.avatar().setReducedMotion(false);
      test.avatar().play('wave');
      test.run(0.9);
      return { calm, lively: test.outlineChange() };
    });
    expect(calm).toBeLessThan(0.01);
    expect(lively).toBeGreaterThan(0.03);
  });

  it('runs by itself once started, until it is stopped', async () => {
    const { running, stopped } = await opened.page.evaluate(async () => {
      const test = window.avatarTest;
      await test.create();
      let asked = 0;
      const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      test.onMouth(() => asked++);
      test.avatar().start();
      await sleep(700);
      test.avatar().stopLoop();
      const running = asked;
      await sleep(300);
      const stopped = asked - running;
      test.avatar().dispose();
      return { running, stopped };
    });
    expect(running).toBeGreaterThan(1);
    // 20 frames a second at most.
    expect(running).toBeLessThan(17);
    expect(stopped).toBe(0);
  });

  it('refuses with a reason: no WebGL, no model, no such file', async () => {
    const refusals = await opened.page.evaluate(async () => {
      const test = window.avatarTest;
      const broken = await test.refusal({ model: '/text.vrm' });
      const missing = await test.refusal({ model: '/nowhere.vrm' });
      HTMLCanvasElement.prototype.getContext = () => null;
      return [broken, missing, await test.refusal({})];
    });
    expect(refusals).toEqual([
      { name: 'AvatarError', code: 'model_failed' },
      { name: 'AvatarError', code: 'model_failed' },
      { name: 'AvatarError', code: 'no_webgl' },
    ]);
  });

  it('stands there without the clips that could not be loaded', async () => {
    const coverage = await opened.page.evaluate(async () => {
      const test = window.avatarTest;
      const gone = '/nowhere.vrma';
      await test.create({
        rest: gone,
        gestures: { greet: gone, bow: gone, nod: gone, explain: gone, point: gone, wave: gone },
      });
      test.avatar().play('wave');
      test.run(0.2);
      return test.coverage();
    });
    expect(coverage).toMatchObject({ left: 0, right: 0 });
    expect(opened.complaints.filter((text) => text.startsWith('The clip'))).toHaveLength(7);
  });

  it('costs at most 260 KB of compressed code', () => {
    const bytes = [...opened.bundle.values()].reduce(
      (sum, code) => sum + gzipSync(code, { level: 9 }).length,
      0,
    );
    expect(bytes).toBeLessThan(260_000);
  });
});
