export type CrisisTopic = 'suicide' | 'violence' | 'fire' | 'medical_emergency' | 'lost_child' | 'fraud';
export type RefusedTopic =
  | 'injection'
  | 'forgery'
  | 'bribery'
  | 'others_data'
  | 'legal'
  | 'medical'
  | 'certainty'
  | 'politics'
  | 'other_city';
export type AbuseTopic = 'insult' | 'harassment';

/** What people say of a topic, in one language, against the folded message. */
export interface Signs {
  /** Any of these speaks of it… */
  is: readonly RegExp[];
  /** …unless one of these shows that it does not. */
  unless?: readonly RegExp[];
}

export interface SafetyLexicon {
  crisis: Readonly<Record<CrisisTopic, Signs>>;
  refused: Readonly<Record<Exclude<RefusedTopic, 'other_city'>, Signs>>;
  abuse: Readonly<Record<AbuseTopic, Signs>>;
  /** A public service is asked about as well. */
  service: RegExp;
}

export const speaksOf = ({ is, unless = [] }: Signs, text: string): boolean =>
  is.some((sign) => sign.test(text)) && !unless.some((sign) => sign.test(text));
