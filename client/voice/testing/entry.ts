import type { Utterance } from '#protocol/index.ts';
import { createVoice } from '../index.ts';

declare global {
  interface Window {
    voiceTest: ReturnType<typeof startVoiceTest>;
  }
}

/** A voice in the page, with what happened to it written down for the test. */
function startVoiceTest() {
  const phases: { id: string; phase: string; chars: number; atMs: number }[] = [];
  const contexts: AudioContext[] = [];
  const voice = createVoice(
    {
      onPhase: ({ id }, phase, chars) => phases.push({ id, phase, chars, atMs: performance.now() }),
    },
    {
      createContext() {
        const context = new AudioContext();
        contexts.push(context);
        return context;
      },
    },
  );
  const speech = 'one two three';
  const utterance = (id: string, url: string, durationMs: number): Utterance => ({
    id,
    text: speech,
    speech,
    locale: 'en',
    cites: [],
    gesture: null,
    emotion: 'neutral',
    audio: { url, mime: 'audio/wav', durationMs },
    words: [
      [0, 0, 3],
      [300, 4, 7],
      [600, 8, 13],
    ],
  });
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  return {
    voice,
    phases,
    contexts,
    utterance,
    /** Heard time, level and wall clock, every few milliseconds for `ms`. */
    async sample(ms: number) {
      const samples: { atMs: number; id: string | null; tMs: number | null; level: number }[] = [];
      const end = performance.now() + ms;
      while (performance.now() < end) {
        const heard = voice.heard();
        const sounding = heard?.sounding ? heard : null;
        samples.push({
          atMs: performance.now(),
          id: sounding?.utterance.id ?? null,
          tMs: sounding?.tMs ?? null,
          level: voice.level(),
        });
        await sleep(5);
      }
      return samples;
    },
    /** Waits until something is heard at or after `tMs`. */
    async until(id: string, tMs: number) {
      for (let i = 0; i < 2000; i++) {
        const heard = voice.heard();
        if (heard?.utterance.id === id && heard.tMs >= tMs) return;
        await sleep(5);
      }
      throw new Error(`${id} was not heard at ${tMs} ms`);
    },
    /** Stops and says after how many milliseconds nothing sounds. */
    async stopAndMeasure() {
      const start = performance.now();
      voice.stop();
      while (voice.level() > 0.001) await sleep(1);
      return performance.now() - start;
    },
  };
}

window.voiceTest = startVoiceTest();
