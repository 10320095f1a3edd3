import type { AnswerStatus, Card } from '#protocol/index.ts';
import { choicesCard } from './cards.ts';
import { createDelivery } from './deliver/index.ts';
import { custom } from './events.ts';
import { answerWithoutGuide, askForProof, contacts, hotline, suggestions } from './own-words.ts';
import { createRelease } from './release.ts';
import { retrieve } from './retrieve.ts';
import { createSteps, type RunDependencies, type RunInput, type RunState, type Scene } from './scene.ts';
import { TEXTS } from './texts/index.ts';
import { understand } from './understand/index.ts';
import { casesOf, writeAnswer } from './write-answer.ts';

async function answerFromGuides(scene: Scene): Promise<AnswerStatus> {
  const { dependencies, input, state, understanding, texts, release, steps, show } = scene;
  steps.start('retrieve');
  const retrieved = await retrieve(understanding, dependencies.knowledge);
  state.latency.retrieve = input.elapsed();
  steps.finish('retrieve');
  input.signal.throwIfAborted();

  if (retrieved.kind === 'choices') {
    release.own(understanding.lifeEventOnly ? texts.own.lifeEvent : texts.own.clarify, 'choice');
    show(choicesCard(dependencies.newId(), texts.card.choices, retrieved.guides, texts));
    return 'clarify';
  }
  if (retrieved.kind === 'elsewhere') {
    release.own(texts.own.elsewhere(retrieved.office), 'regret');
    hotline(scene);
    return 'no_answer';
  }
  if (retrieved.kind === 'nothing') {
    if (!understanding.official) {
      release.own(texts.own.outOfScope, 'regret');
      suggestions(scene);
      return 'out_of_scope';
    }
    release.own(texts.own.noAnswer, 'regret');
    contacts(scene, undefined);
    return 'no_answer';
  }
  state.guide = retrieved.guide.id;
  state.aspect = understanding.aspects[0] ?? null;
  return writeAnswer(scene, { ...retrieved, cases: [] });
}

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
  state.latency.understand = elapsed();
  steps.finish('understand');

  const delivery = createDelivery({
    emit,
    speech: dependencies.speech,
    aloud: input.aloud,
    locale: understanding.locale,
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
    delivery,
    onStep: (step) => steps.start(step),
    onDropped: (reason) => state.trace.dropped.push(reason),
    log: dependencies.log,
  });
  const show = (card: Card) => emit(custom('card', card));
  const scene: Scene = { dependencies, input, state, understanding, texts, release, steps, show };

  const settled = answerWithoutGuide(scene);
  if (settled !== undefined) state.status = settled;
  else if (understanding.route === 'case') {
    const cases = understanding.typedSecret ? [] : await casesOf(scene);
    state.status =
      cases.length === 0 ? askForProof(scene) : await writeAnswer(scene, { guide: null, hits: [], cases });
  } else {
    if (understanding.typedSecret) release.own([texts.own.secretTyped], 'proof');
    state.status = await answerFromGuides(scene);
  }
  await delivery.end();
  signal.throwIfAborted();
  steps.finishAll();
}
