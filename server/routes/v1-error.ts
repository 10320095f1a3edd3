import type { Problem } from '#protocol/index.ts';
import type { ApiError } from '#server/completions/index.ts';

const typeOf = (status: number) => {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
};

/** A problem as clients of OpenAI's interface read one. What is for developers stands in the message: they show no more. */
export function apiError(status: number, { code, message, details = [] }: Problem): ApiError {
  const told = details.map(({ path, message: what }) => (path === '' ? what : `${path}: ${what}`));
  const whole = [message, ...told].join(' ');
  return { error: { message: whole, type: typeOf(status), param: details[0]?.path || null, code } };
}
