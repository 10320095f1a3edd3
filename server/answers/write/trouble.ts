/**
 * What went wrong with a language model. `refused`: no connection, an HTTP error or an error in the stream;
 * `rate_limited`: HTTP 429; `context_too_long`: it was sent more than it takes; `stalled`: nothing came for too long;
 * `cut`: the stream ended before it was over; `malformed`: what came makes no sense; `empty`: it said nothing;
 * `limit`: it would not end; `filtered`: its own filter withheld the rest; `spent`: it was not asked, for the day's budget
 * is spent.
 */
export type TroubleCode =
  | 'refused'
  | 'rate_limited'
  | 'context_too_long'
  | 'stalled'
  | 'cut'
  | 'malformed'
  | 'empty'
  | 'limit'
  | 'filtered'
  | 'spent';

/** Troubles of one question alone: the model is well and may be asked the next. */
const OF_THE_QUESTION: ReadonlySet<TroubleCode> = new Set(['context_too_long', 'limit', 'filtered', 'spent']);

/** Whether a trouble tells that the model is not to be had, rather than that one answer went wrong. */
export const isOutage = (code: TroubleCode): boolean => !OF_THE_QUESTION.has(code);

/** The writer failed. Sentences given before stay; another writer takes over. Carries nothing of the conversation. */
export class ModelTrouble extends Error {
  override name = 'ModelTrouble';
  readonly code: TroubleCode;
  /** How long the server asks to be left alone, in milliseconds (Retry-After); null when it does not say. */
  readonly retryAfterMs: number | null;
  constructor(
    code: TroubleCode,
    { retryAfterMs = null, ...options }: ErrorOptions & { retryAfterMs?: number | null } = {},
  ) {
    super(`the language model failed: ${code}`, options);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
