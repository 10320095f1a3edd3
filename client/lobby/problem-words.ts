import type { Turn } from '#client/conversation/index.ts';
import type { Texts } from '#client/ui/index.ts';

/** Why a turn has no (whole) answer, in words: the server's own where it gave some. Null when nothing went wrong. */
export function problemWords(turn: Turn, texts: Texts['problem']): { title: string; detail: string } | null {
  if (turn.problem === null) return null;
  const { code, message } = turn.problem;
  // The staff's words stand in the hall's own notice.
  if (code === 'off') return texts.off;
  if (message !== null) return { title: message, detail: '' };
  if (code === 'refused') return texts.failed;
  return code === 'cut' && turn.parts.length === 0 ? texts.cutEmpty : texts[code];
}
