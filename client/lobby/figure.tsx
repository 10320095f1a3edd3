import { useEffect, useRef, useState } from 'react';
import type { Avatar, StageState } from '#client/avatar/index.ts';
import { type RingState, useTexts } from '#client/ui/index.ts';
import type { Gesture } from '#protocol/index.ts';
import { afterFirstPaint } from './after-first-paint.ts';
import { instruments } from './instruments.ts';
import { type Parts, useParts } from './parts.ts';
import { chooseQuality, pinnedQuality, readDevice } from './quality.ts';

const MODELS = { high: '/avatars/receptionist.vrm', low: '/avatars/receptionist-lite.vrm' } as const;
const PORTRAIT = '/avatars/portrait.webp';
const gesture = (name: Gesture) => `/avatars/gestures/${name}.vrma`;
const GESTURES: Readonly<Record<Gesture, string>> = {
  greet: gesture('greet'),
  bow: gesture('bow'),
  nod: gesture('nod'),
  explain: gesture('explain'),
  point: gesture('point'),
  wave: gesture('wave'),
};
const POSTURE: Readonly<Record<RingState, StageState>> = {
  idle: 'idle',
  listening: 'listening',
  thinking: 'thinking',
  speaking: 'speaking',
  interrupted: 'listening',
  error: 'idle',
};
/** Where the board hangs, in the canvas's coordinates, and how long a glance at it lasts. */
const BOARD = { x: 0.8, y: 0.1 };
const GLANCE_MS = 1800;
const REDUCED = '(prefers-reduced-motion: reduce)';

/** Makes her act what she says: posture by state; gesture and face from the moment an utterance is heard. */
function direct(avatar: Avatar, { reception, clock }: Parts): () => void {
  let acted: string | null = null;
  const onState = () => avatar.setState(POSTURE[reception.getSnapshot().ring]);
  const onWord = () => {
    const utterance = clock.getSnapshot()?.utterance;
    if (utterance === undefined) {
      acted = null;
      avatar.setEmotion('neutral');
    } else if (utterance.id !== acted) {
      acted = utterance.id;
      avatar.setEmotion(utterance.emotion);
      if (utterance.gesture !== null) avatar.play(utterance.gesture);
    }
  };
  onState();
  const undo = [reception.subscribe(onState), clock.subscribe(onWord)];
  return () => {
    for (const each of undo) each();
  };
}

async function bringIn(canvas: HTMLCanvasElement, parts: Parts): Promise<Avatar | null> {
  const quality = pinnedQuality(location.search) ?? chooseQuality(readDevice());
  if (quality === 'still') return null;
  const { createAvatar } = await import('#client/avatar/index.ts');
  return createAvatar({
    canvas,
    model: MODELS[quality],
    gestures: GESTURES,
    rest: '/avatars/gestures/rest.vrma',
    quality,
    reducedMotion: matchMedia(REDUCED).matches,
    mouth() {
      const heard = parts.reception.heard();
      return heard?.sounding && heard.utterance.mouth
        ? { track: heard.utterance.mouth, tMs: heard.tMs }
        : null;
    },
  });
}

/**
 * She herself. The page is painted and usable before her code is even asked for; until she is there, and where
 * she cannot be shown in motion, stands her portrait.
 */
export function Figure({ hasBoard }: { hasBoard: boolean }) {
  const texts = useTexts();
  const parts = useParts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [avatar, setAvatar] = useState<Avatar | null>(null);
  const [portrait, setPortrait] = useState(true);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let live: Avatar | null = null;
    let gone = false;
    let undo = () => {};
    const still = () => {
      setAvatar(null);
      // Where the address asks for the picture, the device is not to blame.
      if (pinnedQuality(location.search) === 'still') return;
      parts.toasts.show({ icon: 'info', text: (words) => words.toast.still });
    };
    const cancel = afterFirstPaint(() => {
      bringIn(element, parts)
        .then((arrived) => {
          if (gone) return arrived?.dispose();
          if (arrived === null) return still();
          live = arrived;
          undo = direct(arrived, parts);
          arrived.start();
          arrived.play('greet');
          instruments.mouth = () => arrived.mouthWeights();
          setAvatar(arrived);
        })
        .catch((error: unknown) => {
          console.error(error);
          if (!gone) still();
        });
    });
    return () => {
      gone = true;
      cancel();
      undo();
      live?.dispose();
    };
  }, [parts]);

  useEffect(() => {
    if (avatar === null) return;
    const media = matchMedia(REDUCED);
    const onChange = () => avatar.setReducedMotion(media.matches);
    media.addEventListener('change', onChange);
    return () => media.removeEventListener('change', onChange);
  }, [avatar]);

  useEffect(() => {
    if (avatar === null || !hasBoard) return;
    avatar.lookAt(BOARD);
    const timer = setTimeout(() => avatar.lookAt(null), GLANCE_MS);
    return () => {
      clearTimeout(timer);
      avatar.lookAt(null);
    };
  }, [avatar, hasBoard]);

  return (
    <div className="figure" role="img" aria-label={texts.stage.figure} data-live={avatar !== null}>
      {portrait && <img src={PORTRAIT} alt="" onError={() => setPortrait(false)} />}
      <canvas ref={canvas} />
    </div>
  );
}
