import type { Clause } from './clauses.ts';
import type { CheckLexicon } from './lexicon/index.ts';
import type { Evidence } from './vocabulary.ts';

/** Share of a restricting clause's words that the sections must have. */
const SUPPORTED = 0.5;

/**
 * A circumstance or a restriction that no cited section names, in the words of the sentence; undefined when there is
 * none.
 * @param text the sentence, folded, in lower case.
 */
export function inventedCondition(
  text: string,
  clauses: readonly Clause[],
  cited: readonly Evidence[],
  lexicon: CheckLexicon,
): string | undefined {
  for (const circumstance of lexicon.circumstances) {
    const words = text.match(circumstance)?.[0];
    if (words !== undefined && !cited.some((each) => each.text.search(circumstance) !== -1)) return words;
  }
  const all = text.match(lexicon.all)?.[0];
  if (
    all !== undefined &&
    cited.some((each) => each.text.search(lexicon.anyOne) !== -1) &&
    !cited.some((each) => each.text.search(lexicon.all) !== -1)
  )
    return all;
  if (text.search(lexicon.restriction) === -1) return undefined;
  for (const { words, tokens, topic, force } of clauses) {
    const own = [...new Set([...topic, ...tokens])];
    if (own.length === 0 || (force !== 'must' && words.search(lexicon.restriction) === -1)) continue;
    const there = own.filter((token) => cited.some((each) => each.tokens.has(token)));
    if (there.length / own.length < SUPPORTED) return words;
  }
  return undefined;
}
