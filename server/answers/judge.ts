import { check, type Verdict, type Vocabulary } from './check/index.ts';
import { obeyedWords } from './safety/index.ts';
import type { Sentence } from './types.ts';

/** A verdict with the texts it rests on. */
interface Judged {
  cited: readonly (string | undefined)[];
  verdict: Verdict;
}

/** Sentences of guides are said again and again: their verdicts are kept, oldest out first. */
const KEPT_VERDICTS = 5000;
const judged = new WeakMap<Vocabulary, Map<string, Judged>>();

function freshVerdict(
  sentence: Sentence,
  texts: ReadonlyMap<number, string>,
  vocabulary: Vocabulary,
): Verdict {
  const verdict = check(sentence, texts, vocabulary);
  if (!verdict.ok) return verdict;
  const words = obeyedWords(sentence.text, sentence.cites.map((n) => texts.get(n) ?? '').join('\n'));
  return words === undefined ? verdict : { ok: false, reason: 'unfit', words };
}

/**
 * Whether a sentence may be released: carried by what it cites, and written by one who keeps the rules. The same
 * sentence over the same sections is judged once.
 * @param texts text of each citable section by its `n`.
 */
export function judge(
  sentence: Sentence,
  texts: ReadonlyMap<number, string>,
  vocabulary: Vocabulary,
): Verdict {
  // Until all guides are read, more names may come to be known.
  if (!vocabulary.isWhole()) return freshVerdict(sentence, texts, vocabulary);
  const known = judged.get(vocabulary) ?? new Map<string, Judged>();
  judged.set(vocabulary, known);
  const cited = sentence.cites.map((n) => texts.get(n));
  const kept = known.get(sentence.text);
  if (kept && kept.cited.length === cited.length && kept.cited.every((text, i) => text === cited[i]))
    return kept.verdict;
  const verdict = freshVerdict(sentence, texts, vocabulary);
  const oldest = known.keys().next();
  if (known.size >= KEPT_VERDICTS && !oldest.done) known.delete(oldest.value);
  known.set(sentence.text, { cited, verdict });
  return verdict;
}
