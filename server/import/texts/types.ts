import type { NoteCode, RefusalCode } from '../types.ts';

/** What the import says to the person who brings files. */
export interface ImportTexts {
  /** Why something was not read, with what to do about it. `detail` is a value, a limit or a cause. */
  refusals: Readonly<Record<RefusalCode, (detail: string) => string>>;
  notes: Readonly<Record<NoteCode, (detail: string) => string>>;
  /** Titles of body sections. */
  other: string;
  original: string;
  /** `label：value` in the guide's language. */
  labelled(label: string, value: string): string;
  /** A limit that the source prints where its opening hours belong. */
  limitUnderHours(limit: string, label: string): string;
  /** Between cells of a table row that becomes one line. */
  cellGap: string;
  /** Wording for what the source leaves unsaid, when a draft is made whole for searching. */
  unstated: {
    text: string;
    summary(name: string): string;
    fee: string;
    step(n: number): string;
    /** Follows values which only fill the format. */
    filler: string;
    /** Leads what the source does say beside them. */
    known(list: string): string;
    channels(list: string): string;
    appointment: Readonly<Record<'true' | 'false', string>>;
    express: Readonly<Record<'true' | 'false', string>>;
    visits(n: number): string;
    result(name: string): string;
    legal(limit: string): string;
    promised(limit: string): string;
    channel: Readonly<Record<'window' | 'web' | 'mobile' | 'kiosk' | 'post', string>>;
    list: string;
  };
}
