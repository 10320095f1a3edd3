import type { AnswerStatus } from '#protocol/index.ts';
import type { Scene } from '../scene.ts';
import { safetyOf } from './safety-of.ts';
import { SAFETY_TEXTS } from './texts/index.ts';

export interface SafelyAnswered {
  status: Extract<AnswerStatus, 'crisis' | 'refused'>;
  /** A public service was asked about as well, which may be answered now. */
  goesOn: boolean;
}

/** Says what must be said before any service, with the numbers to call as a card. Undefined when nothing must. */
export function answerSafely(scene: Scene): SafelyAnswered | undefined {
  const { dependencies, understanding, state, release, show } = scene;
  const safety = safetyOf(understanding.question, understanding.locale);
  if (safety === null) return undefined;
  const { kind, sentences, contacts, also = false } = safety;
  state.trace.route = kind === 'refused' ? 'out_of_scope' : kind;
  release.own(sentences, kind === 'crisis' ? 'person' : 'regret');
  if (contacts.length > 0) {
    show({
      type: 'contact',
      id: dependencies.newId(),
      title: SAFETY_TEXTS[understanding.locale].title,
      contacts: contacts.map((contact) => ({ ...contact, hours: null, address: null })),
    });
  }
  return { status: kind === 'crisis' ? 'crisis' : 'refused', goesOn: also };
}
