import type { Turn } from '#client/conversation/index.ts';
import { localeOfText } from '#client/ui/index.ts';
import type { Locale } from '#protocol/index.ts';

/**
 * The language an answer is given in, which is the question's, not the page's: as its utterances say; before the first
 * of them, as its words look.
 */
export function answerLocale(turn: Turn): Locale {
  const sentences = turn.parts.flatMap((part) => (part.kind === 'sentence' ? [part] : []));
  const spoken = sentences.find(({ utterance }) => utterance !== null)?.utterance;
  if (spoken) return spoken.locale;
  const words = sentences.map(({ text }) => text).join('');
  return words === '' ? turn.locale : localeOfText(words);
}
