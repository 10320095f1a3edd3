import type { Generated } from 'kysely';
import type { AnswerStatus, CaseState, Locale } from '#protocol/index.ts';

/** A moment as `Date.toISOString()` writes it: UTC, milliseconds, so that text order is time order. */
export type IsoInstant = string;

/** JSON text. Whoever reads it parses it with the schema named at the column. */
export type JsonText = string;

/** One question and its answer. Personal data has been replaced before a row is written. */
export interface ExchangeTable {
  /** Chosen by the client, so unique within a session only: the primary key is (session, run_id). */
  run_id: string;
  thread_id: string;
  /** The session's name inside the server, which is not the value of its cookie. */
  session: string;
  asked_at: IsoInstant;
  locale: Locale;
  /** Redacted. */
  question: string;
  /** The utterances that were released, in order: `Utterance[]` without audio and tracks. */
  answer: JsonText;
  /** What the citizen heard of an answer that was silenced; null when nothing cut it short. */
  heard_answer: string | null;
  status: AnswerStatus;
  /** Guide the question was about, for follow-ups. */
  guide: string | null;
  /** Aspect of the guide the question was about, for follow-ups. */
  aspect: string | null;
  /** `Source[]` */
  sources: JsonText;
  /** `Latency` */
  latency: JsonText;
  /** Where the conversation stands after this exchange: `DialogueState`. */
  dialogue: JsonText;
}

/** One application. Holds nothing that names the applicant or opens the case. */
export interface ServiceCaseTable {
  id: string;
  /** Keyed digest of the receipt: staff who are shown a receipt find the case, a stolen file reveals none. */
  receipt_digest: string;
  /** The last group and the check character, as shown back to the citizen. */
  receipt_tail: string;
  /** Keyed digest of the case's id and the last four characters of the applicant's ID number. */
  id_last4_digest: string;
  guide: string;
  /** Name of the service on the day of submission: a guide may be renamed or retired later. */
  service_zh: string;
  service_en: string;
  state: CaseState;
  submitted_at: IsoInstant;
  /** Working days promised from acceptance to decision. */
  promised_workdays: number;
}

/** What happened to a case. Append-only: triggers refuse every change. */
export interface CaseEventTable {
  id: Generated<number>;
  case_id: string;
  at: IsoInstant;
  /** The state entered. */
  state: CaseState;
}

/** Something the citizen is asked to bring or do. */
export interface CaseAskTable {
  case_id: string;
  /** Unique among what was asked at the same moment. */
  id: string;
  text_zh: string;
  text_en: string;
  due_at: IsoInstant | null;
  asked_at: IsoInstant;
  /** Null while it still stands. */
  closed_at: IsoInstant | null;
}

/** Proof that a session's citizen owns a case. */
export interface CaseGrantTable {
  /** `digest(secret, 'session', …)` of the session. */
  session: string;
  case_id: string;
  granted_at: IsoInstant;
  expires_at: IsoInstant;
}

/** A failed try to prove ownership, kept as long as it counts. */
export interface CaseAttemptTable {
  id: Generated<number>;
  kind: 'receipt' | 'address';
  /** Keyed digest of the receipt or the address. */
  key: string;
  at: IsoInstant;
}

export interface Database {
  exchange: ExchangeTable;
  service_case: ServiceCaseTable;
  case_event: CaseEventTable;
  case_ask: CaseAskTable;
  case_grant: CaseGrantTable;
  case_attempt: CaseAttemptTable;
}
