import type { Generated } from 'kysely';
import type { AnswerStatus, CaseState, Feedback, FeedbackReason, Locale } from '#protocol/index.ts';

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
  /** What the utterance was taken for; null where it was not understood any more. */
  route: string | null;
  /** Name of the model that wrote the answer to its end, or `offline`; null where nothing was written from sources. */
  writer: string | null;
  /** `StepTime[]` */
  steps: Generated<JsonText>;
  /** What went wrong with the language model: codes, `string[]`. */
  troubles: Generated<JsonText>;
  /** Why sentences were not released, one code each; never the sentences: `string[]`. */
  dropped: Generated<JsonText>;
  /** 1 when the citizen left or asked anew before the answer's end. */
  interrupted: Generated<0 | 1>;
  /** `Label` of GB 45438's metadata: 1, made by AI. */
  ai_label: Generated<string>;
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

/** A key that lets another program in. */
export interface ApiKeyTable {
  /** Part of the key, and how people name it: opens nothing. */
  id: string;
  /** Whose program it is. */
  name: string;
  /** Keyed digest of the whole key. */
  digest: string;
  /** `Scope` names joined by spaces. */
  scopes: string;
  per_minute: number;
  per_day: number;
  created_at: IsoInstant;
  /** To the minute; null before the first use. */
  last_used_at: IsoInstant | null;
  /** Null while it opens. */
  revoked_at: IsoInstant | null;
}

/**
 * A guide's section word for word as an answer cited it, kept once however many answers did. Answers name it by
 * `digest` in their sources.
 */
export interface SectionSnapshotTable {
  /** SHA-256 of the other columns but the last, base64url. */
  digest: string;
  guide: string;
  version: string;
  section: string;
  lang: Locale;
  title: string;
  text: string;
  /** Last day (UTC) on which an answer cited it: older than every kept exchange, it can go. */
  used_on: string;
}

/** A question that was not answered to the end, kept for the staff. */
export interface UnansweredTable {
  id: Generated<number>;
  /** As in `exchange`; null once the exchange itself is gone by age, so that it belongs to nobody. */
  session: string | null;
  thread_id: string;
  run_id: string;
  asked_at: IsoInstant;
  locale: Locale;
  /** Redacted. */
  question: string;
  /** The question without what makes like ones look different. */
  likeness: string;
  reason: 'no_answer' | 'partial' | 'out_of_scope' | 'clarify' | 'thumbs_down';
  guide: string | null;
}

/** What a citizen thought of an answer. */
export interface FeedbackTable {
  id: Generated<number>;
  /** As in `exchange`; null once the exchange itself is gone by age. */
  session: string | null;
  thread_id: string;
  run_id: string;
  at: IsoInstant;
  rating: Feedback['rating'];
  reason: FeedbackReason | null;
  /** Redacted. */
  comment: string;
  locale: Locale;
  /** Status of the answer. */
  status: AnswerStatus;
  guide: string | null;
}

/** A request to be called. */
export interface CallbackTable {
  id: Generated<number>;
  /** Day in China on which `number` was given out; a number is unique within its day. */
  day: string;
  number: string;
  state: 'open' | 'done' | 'not_reached' | 'withdrawn';
  /** Keyed digest of the session. Null when it no longer counts. */
  session: string | null;
  /** Keyed digest of the network address, for limits. Null when it no longer counts. */
  address: string | null;
  /** Keyed digest of the number to call; null once the request is closed. */
  phone_digest: string | null;
  /** Encrypted under the installation's secret; null once the request is closed. */
  phone: string | null;
  /** Redacted. */
  topic: string;
  guide: string | null;
  locale: Locale;
  thread_id: string;
  asked_at: IsoInstant;
  /** Place in the queue; a citizen who was not reached goes to its end. */
  queued_at: IsoInstant;
  call_by: IsoInstant;
  /** Calls that nobody answered. */
  tries: Generated<number>;
  closed_at: IsoInstant | null;
}

/** Whether she answers: one row, or none while nobody has ever switched. */
export interface AnswerSwitchTable {
  id: 1;
  answering: 0 | 1;
  notice_zh: string | null;
  notice_en: string | null;
  at: IsoInstant;
  actor: string;
}

/** What members of staff did. Append-only: triggers refuse every change. */
export interface AuditTable {
  id: Generated<number>;
  at: IsoInstant;
  actor: string;
  /** Thing and deed, such as `answers.off`. */
  action: string;
  reason: string | null;
  /** State before and after, as the action defines it. No personal data. */
  before: JsonText;
  after: JsonText;
}

export interface Database {
  exchange: ExchangeTable;
  service_case: ServiceCaseTable;
  case_event: CaseEventTable;
  case_ask: CaseAskTable;
  case_grant: CaseGrantTable;
  case_attempt: CaseAttemptTable;
  api_key: ApiKeyTable;
  section_snapshot: SectionSnapshotTable;
  unanswered: UnansweredTable;
  feedback: FeedbackTable;
  callback: CallbackTable;
  answer_switch: AnswerSwitchTable;
  audit: AuditTable;
}
