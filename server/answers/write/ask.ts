import { createCallCollector, type PieceRequest, type ToolCall } from './chat/pieces.ts';
import type { LanguageModel } from './language-model.ts';
import { ModelTrouble } from './trouble.ts';

/** Longest short reply that is read, in characters. */
const MAX_CHARS = 2000;

/**
 * One short reply, read whole within `timeoutMs`.
 * @throws {ModelTrouble} when there is none in time, or the signal's reason.
 */
export async function askOnce(
  { chat }: LanguageModel,
  request: Omit<PieceRequest, 'signal'>,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<{ text: string; calls: ToolCall[]; finish: string }> {
  signal.throwIfAborted();
  const upstream = new AbortController();
  const abort = () => upstream.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => upstream.abort(new ModelTrouble('stalled')), timeoutMs);
  try {
    let text = '';
    let finish: string | null = null;
    const collector = createCallCollector((index) => `call-${index}`);
    for await (const batch of chat.pieces({ ...request, signal: upstream.signal })) {
      for (const piece of batch) {
        text += piece.text;
        collector.add(piece.calls);
        finish = piece.finish ?? finish;
      }
      if (text.length > MAX_CHARS) throw new ModelTrouble('limit');
    }
    if (finish === null) throw new ModelTrouble('cut');
    return { text, calls: collector.calls(), finish };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
