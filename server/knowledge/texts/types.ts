import type { z } from 'zod';
import type { Delivery, GuideChannel, MaterialSource } from '#protocol/index.ts';

/** Anchors of the sections that are made of a guide's fields, in reading order. */
export type FieldAnchor =
  | 'summary'
  | 'conditions'
  | 'materials'
  | 'steps'
  | 'fees'
  | 'time_limit'
  | 'locations'
  | 'handling'
  | 'result'
  | 'contacts'
  | 'legal_basis';

/** The sentences by which a guide's fields become text that a citizen reads. Each function returns whole sentences. */
export interface SectionTexts {
  titles: Readonly<Record<FieldAnchor, string>>;
  /** Between items of a list inside a sentence. */
  listComma: string;
  /** Joins sentences of one line. */
  sentenceGap: string;
  /** Adds the full stop when the text has no closing mark yet. */
  sentence(text: string): string;
  /** In place of a field that an imported source leaves unsaid. */
  unstated: string;
  authority(name: string, joint: readonly string[]): string;
  limit: { immediate: string; count(n: number, unit: 'workday' | 'day' | 'hour'): string };
  timeLimit(legal: string, promised: string): string;
  promisedOnTheSpot(legal: string): string;
  alwaysOnTheSpot: string;
  /** Yuan as text, "40" or "40.50". */
  money(yuan: string): string;
  free: string;
  feeFree(name: string): string;
  fee(name: string, money: string): string;
  feeNamed(name: string): string;
  feeBasis(basis: string): string;
  feeWaiver(waiver: string): string;
  amount: {
    originals(n: number): string;
    copies(n: number): string;
  };
  material: {
    /** Name with what to bring; `amount` empty when nothing is counted. */
    line(name: string, amount: string): string;
    /** Names the case in which it is needed. */
    when(condition: string): string;
    optional: string;
    deferrable: string;
    source: Readonly<Record<z.infer<typeof MaterialSource>, string>>;
  };
  step: {
    head(index: number, name: string, by: string, limit: string | null): string;
  };
  channels: Readonly<Record<z.infer<typeof GuideChannel>, string>>;
  handling: {
    channels(list: string): string;
    visits(n: number): string;
    appointment: string;
    noAppointment: string;
    express: string;
    noExpress: string;
  };
  delivery: Readonly<Record<z.infer<typeof Delivery>, string>>;
  result: { name(name: string): string; delivery(list: string): string; validity(text: string): string };
  location(place: { name: string; address: string; hours: string; phone: string }): string;
  contacts: { consult(phone: string): string; complaint(phone: string): string };
  law(title: string, article: string | undefined): string;
}
