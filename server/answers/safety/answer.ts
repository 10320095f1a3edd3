import type { AnswerStatus } from '#protocol/index.ts';
import type { Scene } from '../scene.ts';
import { safetyOf } from './safety-of.ts';
import { type Contact, SAFETY_TEXTS } from './texts/index.ts';

export interface SafelyAnswered {
  status: Extract<AnswerStatus, 'crisis' | 'refused'>;
  /** A public service was asked about as well, which may be answered now. */
  goesOn: boolean;
}

function showContacts({ dependencies, understanding, show }: Scene, contacts: readonly Contact[]): void {
  show({
    type: 'contact',
    id: dependencies.newId(),
    title: SAFETY_TEXTS[understanding.locale].title,
    contacts: contacts.map((contact) => ({ ...contact, hours: null, address: null })),
  });
}

/** Meets a danger that only a language model has seen: which one, nobody can tell. */
export function answerDanger(scene: Scene): Extract<AnswerStatus, 'crisis'> {
  const { danger, crisis } = SAFETY_TEXTS[scene.understanding.locale];
  scene.release.own(danger, 'person');
  showContacts(scene, crisis.suicide.contacts);
  return 'crisis';
}

/** Says what must be said before any service, with the numbers to call as a card. Undefined when nothing must. */
export function answerSafely(scene: Scene): SafelyAnswered | undefined {
  const { understanding, state, release } = scene;
  const safety = safetyOf(understanding.question, understanding.locale);
  if (safety === null) return undefined;
  const { kind, sentences, contacts, also = false } = safety;
  state.trace.route = kind === 'refused' ? 'out_of_scope' : kind;
  release.own(sentences, kind === 'crisis' ? 'person' : 'regret');
  if (contacts.length > 0) showContacts(scene, contacts);
  return { status: kind === 'crisis' ? 'crisis' : 'refused', goesOn: also };
}
