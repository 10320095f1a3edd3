import type { AnswerStatus } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { MAX_CLARIFIED } from './dialogue/continue.ts';
import { guideNotice } from './guide-notice.ts';
import { contacts, hotline, offer, offerCall, suggestions } from './own-words.ts';
import { type Retrieved, retrieve } from './retrieve.ts';
import { answerDanger } from './safety/index.ts';
import type { Scene } from './scene.ts';
import type { Route } from './understand/route.ts';
import { usual } from './usual.ts';
import { classify } from './write/index.ts';
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

/** A service that is suspended, or that another took the place of: the office says more. */
async function withheld(scene: Scene, guide: Guide): Promise<AnswerStatus> {
  const { dependencies, understanding, texts, release } = scene;
  const { own } = texts;
  const by = guide.superseded_by && dependencies.knowledge.guide(guide.superseded_by, understanding.locale);
  if (!by) {
    release.own(own.suspended(guide.name, guide.authority.name), 'regret');
    contacts(scene, guide);
    return 'no_answer';
  }
  release.own(own.superseded(guide.name, by.name), 'facts');
  scene.state.guide = by.id;
  const text = `${by.name} ${understanding.topic}`;
  const { hits } = await dependencies.knowledge.search({ text, lang: understanding.locale, guide: by.id });
  return writeAnswer(scene, { guide: by, hits, cases: [] });
}

/** Words for a question that no guide answers. What is asked of the guide in hand is no chat, even if it says nothing of it. */
function unanswered(
  scene: Scene,
  retrieved: Exclude<Retrieved, { kind: 'guide' | 'withheld' }>,
): AnswerStatus {
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
  // Who has just been in danger is not told that this is none of her business.
  if (scene.input.thread.at(-1)?.status === 'crisis') return answerDanger(scene);
  if (!understanding.official) {
    release.own(own.outOfScope, 'regret');
    suggestions(scene);
    return 'out_of_scope';
  }
  release.own(own.noAnswer, 'regret');
  contacts(scene, undefined);
  return 'no_answer';
}

/** Labels by which a language model may take an utterance out of the guides' hands though one of them fits. */
const GRAVE: ReadonlySet<Route> = new Set<Route>(['crisis', 'person', 'complaint', 'status']);
/** …and where none does. */
const LIGHT: ReadonlySet<Route> = new Set<Route>(['courtesy', 'unclear']);

/** What a language model takes the utterance for, where one is configured; the offline label otherwise. */
async function routeOf({ dependencies, understanding, input }: Scene): Promise<Route> {
  const { route: offline, question, locale } = understanding;
  if (dependencies.model === null) return offline;
  const before = input.thread.map((exchange) => exchange.question);
  return classify(dependencies.model, { question, before, locale, offline }, input.signal);
}

/** Making one takes a quarter of a millisecond. */
const DAY_IN_CHINA = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** ISO date in the city. */
const dayIn = (now: Date) => DAY_IN_CHINA.format(now);

/**
 * Answers a question about a service from its guide, or says why not.
 * @param otherwise answers what a language model takes for something else than a question.
 */
export async function answerQuestion(
  scene: Scene,
  otherwise: (route: Route) => Promise<AnswerStatus>,
): Promise<AnswerStatus> {
  const { dependencies, input, state, understanding, texts, release, steps } = scene;
  steps.start('retrieve');
  const mayAsk = understanding.dialogue.clarified < MAX_CLARIFIED;
  const [retrieved, route] = await Promise.all([
    retrieve(understanding, dependencies.knowledge, mayAsk),
    routeOf(scene),
  ]);
  const again =
    retrieved.kind === 'nothing' && understanding.tells && understanding.told.length > 0
      ? await onceMore(scene)
      : null;
  const found = again ?? retrieved;
  state.latency.retrieve = input.elapsed();
  steps.finish('retrieve');
  input.signal.throwIfAborted();
  state.trace.route = route;
  if (route !== understanding.route && (GRAVE.has(route) || (LIGHT.has(route) && found.kind === 'nothing')))
    return otherwise(route);
  state.aspect = understanding.aspects[0] ?? null;
  if (found.kind === 'withheld') return withheld(scene, found.guide);
  if (found.kind !== 'guide') return unanswered(scene, found);

  const { guide } = found;
  state.guide = guide.id;
  const asked = again ? understanding.dialogue.asked : null;
  const aspects = asked?.aspects ?? understanding.aspects;
  state.aspect = aspects[0] ?? null;
  state.dialogue = { ...state.dialogue, asked: asked ?? { text: understanding.topic, aspects } };
  if (route === 'apply') release.own([texts.own.applyThere], 'facts');
  // A choice, a correction or a circumstance is answered as the question that it belongs to.
  const text = asked?.text ?? (understanding.question === understanding.topic ? null : understanding.topic);
  const meant = text === null ? understanding : { ...understanding, topic: text, question: text, aspects };
  const status = await writeAnswer({ ...scene, understanding: meant }, { ...found, cases: [] });
  if (status !== 'no_answer' && guideNotice(guide, dayIn(dependencies.now())) === 'review_due')
    release.own([texts.own.reviewDue(guide.authority.name)], 'regret');
  return status;
}
