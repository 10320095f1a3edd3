import type { Callback, CallbackRequest, Locale } from '#protocol/index.ts';
import type { Calendar } from '#server/cases/index.ts';
import type { Secret, Store } from '#server/store/index.ts';
import type { Shift } from './working-time.ts';

/** How many people call back, how long a call takes, and when they work. */
export interface Staffing {
  lines: number;
  minutesPerCall: number;
  shifts: readonly Shift[];
}

export interface QueueDeps {
  store: Store;
  secret: Secret;
  now: () => Date;
  staffing: Staffing;
  /** Default: China's public holidays. */
  calendar?: Calendar;
}

export interface CallbacksDeps extends QueueDeps {
  /** Takes personal data out of a text. */
  redact(text: string): string;
  /** Whether there is such a guide: a request may name no other. */
  isGuide(id: string): boolean;
}

export type FileOutcome =
  | { ok: true; callback: Callback }
  | { ok: false; reason: 'phone' }
  | { ok: false; reason: 'too_many'; retryAfterS: number };

/** Requests to be called, as the citizen deals with them. */
export interface Callbacks {
  /**
   * Files a request. A session has one open request: another phone number replaces it in its place. A phone number has
   * one too: asked for again, by whomever, the same is given back.
   */
  file(session: string, address: string, request: CallbackRequest): Promise<FileOutcome>;
  /** The session's open request. */
  mine(session: string): Promise<Callback | undefined>;
  /** Takes the session's open request back and erases its phone number and topic. False when there is none. */
  withdraw(session: string): Promise<boolean>;
  /** Takes the open request back and erases what every request of the session was about. The limits still count it. */
  forget(session: string): Promise<void>;
  /** Open requests. */
  waiting(): Promise<number>;
}

/** An open request as the staff see it. */
export interface OpenCallback {
  number: string;
  place: number;
  phone: string;
  topic: string;
  guide: string | null;
  locale: Locale;
  askedAt: string;
  callBy: string;
  /** Calls that nobody answered so far. */
  tries: number;
}

/** The staff's side of the queue. Everything done at it is audited under the actor's name. */
export interface CallbackDesk {
  /** Open requests in order, phone numbers readable. */
  list(actor: string): Promise<OpenCallback[]>;
  /** The citizen was called: the phone number is erased. False when no such request is open. */
  done(number: string, actor: string): Promise<boolean>;
  /**
   * Nobody answered: the request goes to the end of the queue, the third time out of it.
   * @returns what became of it, or undefined when no such request is open.
   */
  notReached(number: string, actor: string): Promise<'queued' | 'closed' | undefined>;
}
