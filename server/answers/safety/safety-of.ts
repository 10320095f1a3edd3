import type { Locale } from '#protocol/index.ts';
import { otherCityIn } from './cities.ts';
import { decodedIn, foldForMatching, lettersOnly } from './fold.ts';
import { SAFETY_LEXICONS } from './lexicon/index.ts';
import { type Contact, SAFETY_TEXTS } from './texts/index.ts';
import { type AbuseTopic, type CrisisTopic, type RefusedTopic, type Signs, speaksOf } from './topics.ts';

export interface Safety {
  kind: 'crisis' | 'refused' | 'abuse';
  topic: CrisisTopic | RefusedTopic | AbuseTopic;
  /** What she says, in the language asked for. */
  sentences: readonly string[];
  /** Whom to call, most urgent first; may be empty. */
  contacts: readonly Contact[];
  /** A public service is asked about as well: it may be answered after these sentences. */
  also?: boolean;
}

/** The most urgent first. */
const CRISES: readonly CrisisTopic[] = [
  'suicide',
  'fire',
  'medical_emergency',
  'violence',
  'lost_child',
  'fraud',
];
const REFUSALS: readonly Exclude<RefusedTopic, 'other_city'>[] = [
  'injection',
  'forgery',
  'bribery',
  'others_data',
  'legal',
  'medical',
  'certainty',
  'politics',
];
const ABUSES: readonly AbuseTopic[] = ['harassment', 'insult'];

/** The same orders with all but the letters gone: "1gn0re.all-previous_instructions". */
const RUN_TOGETHER =
  /(?:ignore|disregard|forget|override|bypass)(?:all|any|the|your|my|previous|prior|above|every|of|earlier)*(?:instructions?|rules?|prompts?|guidelines?|restrictions?)|systemprompt|doanythingnow|jailbreak|developermode/;

function topicIn<T extends string>(
  topics: readonly T[],
  signs: (lexicon: (typeof SAFETY_LEXICONS)[number], topic: T) => Signs,
  text: string,
): T | undefined {
  return topics.find((topic) => SAFETY_LEXICONS.some((lexicon) => speaksOf(signs(lexicon, topic), text)));
}

const isInjection = (text: string) =>
  SAFETY_LEXICONS.some(({ refused }) => speaksOf(refused.injection, text)) ||
  RUN_TOGETHER.test(lettersOnly(text));

/**
 * Whether a message must be met with something else than a service: danger to life first, then what she does not do,
 * then abuse. Null for all else, which is nearly everything. No model is asked, so that the right hotline comes at once
 * and every time.
 * @param message the citizen's words, normalised; what is not said in so many words is not found.
 * @param locale of the sentences.
 */
export function safetyOf(message: string, locale: Locale): Safety | null {
  const text = foldForMatching(message);
  const words = SAFETY_TEXTS[locale];
  const service = SAFETY_LEXICONS.some((lexicon) => lexicon.service.test(text));

  const crisis = topicIn(CRISES, (lexicon, topic) => lexicon.crisis[topic], text);
  if (crisis !== undefined) {
    const { sentences, contacts } = words.crisis[crisis];
    const said = service ? [...sentences, words.also] : sentences;
    return { kind: 'crisis', topic: crisis, sentences: said, contacts, ...(service ? { also: true } : {}) };
  }
  const hidden = decodedIn(message).some((decoded) => isInjection(foldForMatching(decoded)));
  const refusal =
    hidden || isInjection(text)
      ? 'injection'
      : topicIn(REFUSALS, (lexicon, topic) => lexicon.refused[topic], text);
  if (refusal !== undefined) return { kind: 'refused', topic: refusal, ...words.refused[refusal] };
  const city = otherCityIn(text);
  if (city !== undefined) return { kind: 'refused', topic: 'other_city', ...words.otherCity(city) };
  // Who swears and asks for something is in need of it.
  const abuse = topicIn(ABUSES, (lexicon, topic) => lexicon.abuse[topic], text);
  if (abuse !== undefined && !service) return { kind: 'abuse', topic: abuse, ...words.abuse[abuse] };
  return null;
}
