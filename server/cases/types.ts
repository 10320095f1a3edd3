import type { CaseCard, Grant, Locale } from '#protocol/index.ts';

export interface GrantAttempt {
  /** The browser session that will hold the grant. */
  session: string;
  /** The citizen's network address, for counting attempts only. */
  address: string;
  receipt: string;
  idLast4: string;
}

/** `not_verified` is the one answer to every failure: unknown receipt, bad check character, wrong digits. */
export type GrantOutcome =
  | { ok: true; grant: Grant }
  | { ok: false; reason: 'not_verified' }
  | { ok: false; reason: 'too_many_attempts'; retryAfterS: number };

export interface Cases {
  grant(attempt: GrantAttempt): Promise<GrantOutcome>;
  /** Cases that this session has proved to be its citizen's, newest grant first. Empty without a grant. */
  granted(session: string, locale: Locale): Promise<CaseCard[]>;
  /** A granted case by its receipt (any spelling), or undefined. */
  byReceipt(session: string, receipt: string, locale: Locale): Promise<CaseCard | undefined>;
  /** Forgets every grant of a session. */
  revoke(session: string): Promise<void>;
}
