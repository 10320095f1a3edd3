import { Grant, type GrantRequest, type Problem } from '#protocol/index.ts';
import { problemOf } from './wire.ts';

/** `problem` null: the server could not be reached or made no sense. */
export type GrantResult = { ok: true; grant: Grant } | { ok: false; problem: Problem | null };

/** Proves that a case is the citizen's own. The grant itself stays in the session's record on the server. */
export async function requestGrant(request: GrantRequest, post: typeof fetch = fetch): Promise<GrantResult> {
  try {
    const response = await post('/api/cases/grants', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    if (!response.ok) return { ok: false, problem: await problemOf(response) };
    return { ok: true, grant: Grant.parse(await response.json()) };
  } catch {
    return { ok: false, problem: null };
  }
}
