import type { AnswerStatus } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { choicesCard, contactCard, verifyCard } from './cards.ts';
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

/** Words for a question that no guide is needed for. Undefined when it needs one. */
export function answerWithoutGuide(scene: Scene): AnswerStatus | undefined {
  const { understanding, texts, release, dependencies } = scene;
  const { own } = texts;
  switch (understanding.route) {
    case 'greeting':
      release.own(own.greeting, 'greeting');
      suggestions(scene);
      return 'greeting';
    case 'introduction':
      release.own(own.introduction, 'greeting');
      suggestions(scene);
      return 'greeting';
    case 'thanks':
      release.own(own.thanks, 'thanks');
      return 'greeting';
    case 'farewell':
      release.own(own.farewell, 'farewell');
      return 'greeting';
    case 'person': {
      release.own(own.person, 'person');
      const { guideInHand, locale } = understanding;
      contacts(scene, guideInHand === null ? undefined : dependencies.knowledge.guide(guideInHand, locale));
      return 'handoff';
    }
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
