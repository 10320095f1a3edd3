import type { AnswerStatus, Card } from '#protocol/index.ts';
import { answerQuestion } from './answer-question.ts';
import { vocabularyOf } from './check/index.ts';
import { createDelivery } from './deliver/index.ts';
import { continueConversation } from './dialogue/continue.ts';
import { withCircumstance } from './dialogue/state.ts';
import { custom } from './events.ts';
import { answerWithoutGuide, askForProof } from './own-words.ts';
import { createRelease } from './release.ts';
import { answerDanger, answerSafely } from './safety/index.ts';
import { createSteps, type RunDependencies, type RunInput, type RunState, type Scene } from './scene.ts';
import { TEXTS } from './texts/index.ts';
import { type Understanding, understand } from './understand/index.ts';
import { casesOf, writeAnswer } from './write-answer.ts';

/** The scene in which the last question was asked, for answering it anew. */
function askedBefore(scene: Scene): Scene {
  const { input, understanding } = scene;
  const { asked } = understanding.dialogue;
  const at = input.thread.findLastIndex(({ question }) => question === asked?.text);
  const before = at === -1 ? input.thread.at(-1) : input.thread[at];
  if (!before) return scene;
  const thread = input.thread.slice(0, at === -1 ? -1 : at);
  const again = understand({ text: before.question, found: [] }, input.page, thread);
  const { guideInHand, dialogue } = understanding;
  return {
    ...scene,
    input: { ...input, thread },
    understanding: { ...again, guideInHand, dialogue, chosen: before.guide },
  };
}

async function statusOf(scene: Scene): Promise<AnswerStatus> {
  const safely = answerSafely(scene);
  if (safely === undefined) return serviceStatusOf(scene);
  if (safely.goesOn) await serviceStatusOf(scene);
  return safely.status;
}

/** Answers what is no question to a guide; undefined when it is one. */
async function withoutGuide(scene: Scene): Promise<AnswerStatus | undefined> {
  const { understanding } = scene;
  if (understanding.route !== 'status') return answerWithoutGuide(scene);
  const cases = understanding.typedSecret ? [] : await casesOf(scene);
  return cases.length === 0 ? askForProof(scene) : writeAnswer(scene, { guide: null, hits: [], cases });
}

async function serviceStatusOf(scene: Scene): Promise<AnswerStatus> {
  const { understanding, release, texts } = scene;
  const settled = (await withoutGuide(scene)) ?? (await continueConversation(scene));
  if (settled !== undefined) return settled;
  const { act } = understanding;
  const again = act !== null && act.type !== 'correction';
  const asked: Scene = again ? { ...askedBefore(scene), brief: act.type === 'simpler' } : scene;
  if (!again && understanding.typedSecret) release.own([texts.own.secretTyped], 'proof');
  return answerQuestion(asked, async (route) => {
    const taken: Scene = { ...asked, understanding: { ...asked.understanding, route } };
    return (await withoutGuide(taken)) ?? answerDanger(taken);
  });
}

/** Where the conversation stands before this utterance is answered. */
function dialogueBefore({ dialogue, told, guideInHand }: Understanding): RunState['dialogue'] {
  const circumstances = told.reduce(
    (all, text) => withCircumstance(all, { text, guide: guideInHand }),
    dialogue.circumstances,
  );
  return { ...dialogue, circumstances, offered: [] };
}

/** Nobody is asked more than a few times in a row what they mean. */
const clarifiedAfter = (before: number, status: AnswerStatus) => (status === 'clarify' ? before + 1 : 0);

/**
 * The steps of one answer, from the received question to the last delivered sentence. Fills `state` as it goes.
 * Rejects when `signal` aborts.
 */
export async function runAnswer(
  dependencies: RunDependencies,
  input: RunInput,
  state: RunState,
): Promise<void> {
  const { emit, signal, elapsed } = input;
  const steps = createSteps(emit);
  steps.start('receive');
  steps.finish('receive');

  steps.start('understand');
  const understanding = understand(input.received, input.page, input.thread);
  const texts = TEXTS[understanding.locale];
  state.locale = understanding.locale;
  state.trace.route = understanding.route;
  state.dialogue = dialogueBefore(understanding);
  state.latency.understand = elapsed();
  steps.finish('understand');

  const delivery = createDelivery({
    emit,
    speech: dependencies.speech,
    aloud: input.aloud,
    locale: understanding.locale,
    pace: () => state.dialogue.pace,
    gap: texts.gap,
    signal,
    newId: dependencies.newId,
    onSentence: () => {
      state.latency.firstSentence ??= elapsed();
    },
    onAudio: () => {
      state.latency.firstAudio ??= elapsed();
    },
    log: dependencies.log,
  });
  state.delivery = delivery;
  const release = createRelease({
    sources: state.sources,
    vocabulary: vocabularyOf(dependencies.knowledge, understanding.locale),
    delivery,
    onStep: (step) => steps.start(step),
    onDropped: (reason) => state.trace.dropped.push(reason),
    log: dependencies.log,
  });
  const show = (card: Card) => emit(custom('card', card));
  const scene: Scene = {
    dependencies,
    input,
    state,
    understanding,
    texts,
    release,
    steps,
    show,
    brief: false,
  };
  emit(custom('notice', { code: 'ai_generated', message: texts.own.label }));
  // A greeting says itself that she is an AI.
  if (input.aloud && input.thread.length === 0 && understanding.courtesy !== 'greeting')
    delivery.label(texts.own.label);
  state.status = await statusOf(scene);
  state.dialogue = {
    ...state.dialogue,
    clarified: clarifiedAfter(understanding.dialogue.clarified, state.status),
  };
  await delivery.end();
  signal.throwIfAborted();
  steps.finishAll();
}
