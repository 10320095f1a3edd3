import type { Feedback } from '#protocol/index.ts';

/** Tells the server what the citizen thinks of an answer; false when it could not be told. */
export async function sendFeedback(feedback: Feedback, post: typeof fetch = fetch): Promise<boolean> {
  try {
    const response = await post('/api/answers/feedback', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(feedback),
    });
    return response.ok;
  } catch {
    return false;
  }
}
