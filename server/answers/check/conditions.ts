import type { Clause } from './clauses.ts';
import type { CheckLexicon } from './lexicon/index.ts';
import type { Evidence } from './vocabulary.ts';

/** Share of a restricting clause's words that one sentence of the sections must have… */
const SUPPORTED = 0.5;
/** …and of one that only obliges. */
const OBLIGATION_SUPPORTED = 0.25;

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
  for (const circumstance of text.search(lexicon.demand) === -1 ? [] : lexicon.circumstances) {
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
  for (const { words, tokens, topic, force } of clauses) {
    const own = [...new Set([...topic, ...tokens])];
    const restricts = words.search(lexicon.restriction) !== -1;
    if (own.length === 0 || (force !== 'must' && !restricts)) continue;
    const support = Math.max(
      ...cited.flatMap((each) =>
        each.clauses.around.map((around) => own.filter((token) => around.has(token)).length / own.length),
      ),
    );
    if (support < (restricts ? SUPPORTED : OBLIGATION_SUPPORTED)) return words;
  }
  return undefined;
}
