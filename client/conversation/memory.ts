import { z } from 'zod';
import { type ConversationState, Turn } from './state.ts';

export const CONVERSATION_KEY = 'yunting.conversation';

/** Turns kept over a reload. */
const MOST_TURNS = 50;

const Kept = z.strictObject({ version: z.literal(1), threadId: z.string().min(1), turns: z.array(Turn) });

export type TabStorage = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * The tab's conversation from before the reload, or undefined. An answer that the reload cut off is marked so.
 */
export function recall(storage: TabStorage): ConversationState | undefined {
  try {
    const kept = Kept.safeParse(JSON.parse(storage.getItem(CONVERSATION_KEY) ?? 'null'));
    if (!kept.success) return undefined;
    const { threadId, turns } = kept.data;
    const settled = turns.map((turn) =>
      turn.phase === 'running'
        ? { ...turn, phase: 'interrupted' as const, step: null, tool: false, slow: false }
        : turn,
    );
    return { threadId, turns: settled };
  } catch {
    // Forbidden storage or broken JSON: there is nothing to recall.
    return undefined;
  }
}

/** Keeps the conversation for a reload of this tab. */
export function remember(storage: TabStorage, { threadId, turns }: ConversationState): void {
  const kept: z.infer<typeof Kept> = { version: 1, threadId, turns: turns.slice(-MOST_TURNS) };
  try {
    storage.setItem(CONVERSATION_KEY, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the conversation lives until the reload.
  }
}
