import type { AnswerStatus } from '#protocol/index.ts';
import { MAX_CLARIFIED } from './dialogue/continue.ts';
import { contacts, hotline, offer, offerCall, suggestions } from './own-words.ts';
import { type Retrieved, retrieve } from './retrieve.ts';
import type { Scene } from './scene.ts';
import { usual } from './usual.ts';
import { writeAnswer } from './write-answer.ts';

/** The guide that was spoken of, in the light of what the citizen has just told of themselves. */
async function onceMore({
  dependencies,
  understanding,
}: Scene): Promise<Extract<Retrieved, { kind: 'guide' }> | null> {
  const { guideInHand, locale, dialogue } = understanding;
  const guide = guideInHand === null ? undefined : dependencies.knowledge.guide(guideInHand, locale);
  if (!guide || dialogue.asked === null) return null;
  const { text } = dialogue.asked;
  const { hits } = await dependencies.knowledge.search({ text, lang: locale, guide: guide.id, limit: 6 });
  return { kind: 'guide', guide, hits };
}

/** Words for a question that no guide answers. What is asked of the guide in hand is no chat, even if it says nothing of it. */
function unanswered(scene: Scene, retrieved: Exclude<Retrieved, { kind: 'guide' }>): AnswerStatus {
  const { understanding, texts, release, dependencies } = scene;
  const { own } = texts;
  if (retrieved.kind === 'choices') {
    release.own(understanding.lifeEventOnly ? own.lifeEvent : own.clarify, 'choice');
    offer(scene, retrieved.guides);
    return 'clarify';
  }
  if (retrieved.kind === 'elsewhere') {
    release.own(own.elsewhere(retrieved.office), 'regret');
    hotline(scene);
    return 'no_answer';
  }
  if (retrieved.inHand) {
    release.own(own.noAnswer, 'regret');
    contacts(scene, retrieved.inHand);
    return 'no_answer';
  }
  const asked = understanding.dialogue.clarified;
  const known = usual(dependencies.knowledge.guides(understanding.locale));
  if (understanding.route === 'apply' && asked < MAX_CLARIFIED) {
    release.own(own.applyForWhat, 'choice');
    offer(scene, known);
    return 'clarify';
  }
  if (asked >= MAX_CLARIFIED) {
    release.own(own.rephrase, 'regret');
    contacts(scene, undefined);
    offerCall(scene);
    return 'no_answer';
  }
  if (understanding.told.length > 0 && understanding.tells && understanding.official) {
    release.own(own.noted, 'choice');
    suggestions(scene);
    return 'clarify';
  }
  if (!understanding.official) {
    release.own(own.outOfScope, 'regret');
    suggestions(scene);
    return 'out_of_scope';
  }
  release.own(own.noAnswer, 'regret');
  contacts(scene, undefined);
  return 'no_answer';
}

/** Answers a question about a service from its guide, or says why not. */
export async function answerQuestion(scene: Scene): Promise<AnswerStatus> {
  const { dependencies, input, state, understanding, texts, release, steps } = scene;
  steps.start('retrieve');
  const mayAsk = understanding.dialogue.clarified < MAX_CLARIFIED;
  const retrieved = await retrieve(understanding, dependencies.knowledge, mayAsk);
  const again =
    retrieved.kind === 'nothing' && understanding.tells && understanding.told.length > 0
      ? await onceMore(scene)
      : null;
  state.latency.retrieve = input.elapsed();
  steps.finish('retrieve');
  input.signal.throwIfAborted();
  state.aspect = understanding.aspects[0] ?? null;
  const asked = again ? understanding.dialogue.asked : null;
  const found = again ?? retrieved;
  if (found.kind !== 'guide') return unanswered(scene, found);
  state.guide = found.guide.id;
  const aspects = asked?.aspects ?? understanding.aspects;
  state.aspect = aspects[0] ?? null;
  state.dialogue = {
    ...state.dialogue,
    asked: asked ?? { text: understanding.topic, aspects },
  };
  if (understanding.route === 'apply') release.own([texts.own.applyThere], 'facts');
  // A choice, a correction or a circumstance is answered as the question that it belongs to.
  const text = asked?.text ?? (understanding.question === understanding.topic ? null : understanding.topic);
  const meant = text === null ? understanding : { ...understanding, topic: text, question: text, aspects };
  return writeAnswer({ ...scene, understanding: meant }, { ...found, cases: [] });
}
