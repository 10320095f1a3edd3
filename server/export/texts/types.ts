import type { z } from 'zod';
import type { Delivery, GuideChannel, GuideFields, Locale, MaterialSource } from '#protocol/index.ts';

/** When a paper is asked for: always, under a condition, or only if one has it. */
export type Need = 'always' | 'conditional' | 'optional';

/** Words that an export adds to those of the guides, in one language. */
export interface ExportTexts {
  /** Name and description of the whole collection, and who publishes it. */
  catalogue: { title: string; description: string; publisher: string };
  country: string;
  city: string;
  languages: Readonly<Record<Locale, string>>;
  /** Names of the life events that guides refer to; an event that is not listed keeps its slug as its name. */
  lifeEvents: Readonly<Record<string, string>>;
  status: Readonly<Record<GuideFields['status'], string>>;
  kind: Readonly<Record<GuideFields['kind'], string>>;
  audience: Readonly<Record<GuideFields['audience'][number], string>>;
  channel: Readonly<Record<z.infer<typeof GuideChannel>, string>>;
  delivery: Readonly<Record<z.infer<typeof Delivery>, string>>;
  materialSource: Readonly<Record<z.infer<typeof MaterialSource>, string>>;
  need: Readonly<Record<Need, string>>;
  /** Kinds of requirement: something to be true of the applicant, or a paper to be shown. */
  requirement: { criterion: string; information: string };
  /** Part that a joint office takes in a service. */
  jointOffice: string;
  currency: string;
  /** A service that costs nothing. */
  free: string;
  /** How the parts of one description are joined: each is a phrase or a whole sentence. */
  join(parts: readonly string[]): string;
  list(parts: readonly string[]): string;
  amount(originals: number, copies: number): string;
  when(condition: string): string;
  deferrable: string;
  waiver(text: string): string;
  basis(text: string): string;
  validity(text: string): string;
  delivered(ways: string): string;
  /** An article named with its law. */
  article(law: string, article: string): string;
  consult: string;
  complaint: string;
}
