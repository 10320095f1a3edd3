import type { City } from '../cities.ts';
import type { AbuseTopic, CrisisTopic, RefusedTopic } from '../topics.ts';

export interface Contact {
  name: string;
  phone: string;
}

export interface Words {
  sentences: readonly string[];
  contacts: readonly Contact[];
}

/** What she says where safety comes before service, in one language: calm, short, with where to go. */
export interface SafetyTexts {
  /** Above the numbers to call. */
  title: string;
  /** Danger of a kind that is not known. */
  danger: readonly string[];
  crisis: Readonly<Record<CrisisTopic, Words>>;
  /** Says that the service asked about as well is answered next. */
  also: string;
  refused: Readonly<Record<Exclude<RefusedTopic, 'other_city'>, Words>>;
  otherCity(city: City): Words;
  abuse: Readonly<Record<AbuseTopic, Words>>;
}
