import type { AnswerStatus } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { callbackCard, choicesCard, contactCard, verifyCard } from './cards.ts';
import type { Scene } from './scene.ts';
import { usual } from './usual.ts';

/** Services to ask about, as a card. */
export const suggestions = ({ dependencies, state, texts, show }: Scene) => {
  const guides = usual(dependencies.knowledge.guides(state.locale));
  if (guides.length > 1) show(choicesCard(dependencies.newId(), texts.card.suggestions, guides, texts));
};

/** The city's hotline, as a card: for what no window of the hall deals with. */
export const hotline = ({ dependencies, texts, show }: Scene) =>
  show(contactCard(dependencies.newId(), undefined, [], texts));

/** Whom to turn to, as a card. */
export const contacts = ({ dependencies, state, texts, show }: Scene, guide: Guide | undefined) =>
  show(contactCard(dependencies.newId(), guide, dependencies.knowledge.guides(state.locale), texts));

/** Services to choose from, as a card; the next utterance may take one by its place. */
export const offer = ({ dependencies, state, texts, show }: Scene, guides: readonly Guide[]) => {
  const card = choicesCard(dependencies.newId(), texts.card.choices, guides, texts);
  const offered = card.options.flatMap((option, i) => {
    const guide = guides[i];
    return guide ? [{ guide: guide.id, ...option }] : [];
  });
  state.dialogue = { ...state.dialogue, offered };
  show(card);
};

/** A call back by a member of staff, as a card; nothing is filed before the citizen sends it. */
export const offerCall = ({ dependencies, understanding, texts, show }: Scene) => {
  const { guideInHand, locale, dialogue } = understanding;
  const guide = guideInHand === null ? undefined : dependencies.knowledge.guide(guideInHand, locale);
  const topic = guide?.name ?? dialogue.asked?.text ?? '';
  show(callbackCard(dependencies.newId(), texts, { guide: guide?.id ?? null, topic }));
};

const MANNERS = {
  greeting: 'greeting',
  introduction: 'greeting',
  farewell: 'farewell',
  thanks: 'thanks',
  pause: 'thanks',
} as const;

/** Words for an utterance that no guide is needed for. Undefined when it needs one. */
export function answerWithoutGuide(scene: Scene): AnswerStatus | undefined {
  const { understanding, texts, release, dependencies } = scene;
  const { own } = texts;
  const { courtesy, guideInHand, locale } = understanding;
  switch (understanding.route) {
    case 'courtesy': {
      const kind = courtesy ?? 'greeting';
      release.own(own[kind], MANNERS[kind]);
      if (MANNERS[kind] === 'greeting') suggestions(scene);
      return 'greeting';
    }
    case 'person':
    case 'complaint': {
      const complains = understanding.route === 'complaint';
      release.own(complains ? own.complaint : own.person, complains ? 'regret' : 'person');
      contacts(scene, guideInHand === null ? undefined : dependencies.knowledge.guide(guideInHand, locale));
      offerCall(scene);
      return 'handoff';
    }
    case 'unclear':
      release.own(own.unclear, 'regret');
      suggestions(scene);
      return 'clarify';
    default:
      return undefined;
  }
}

/** Asks the citizen to prove that a case is theirs, in a card and never in the chat. */
export function askForProof({ dependencies, understanding, texts, release, show }: Scene): AnswerStatus {
  const { own } = texts;
  release.own(understanding.typedSecret ? own.secretToCard : own.verify, 'proof');
  show(verifyCard(dependencies.newId(), texts));
  return 'needs_verification';
}
