/** Shortest word that is corrected: shorter ones have too many neighbours. */
const MIN_LENGTH = 4;

function shortened(word: string): string[] {
  const forms = new Set([word]);
  for (let i = 0; i < word.length; i += 1) forms.add(word.slice(0, i) + word.slice(i + 1));
  return [...forms];
}

/**
 * Finds the known words that one slip of the fingers turns into a given one: a letter missing, doubled, wrong, or
 * swapped with its neighbour. Symmetric delete method (Garbe 2012): words meet where each drops one letter at most.
 */
export function createSpeller(words: Iterable<string>): (word: string) => string[] {
  const byForm = new Map<string, string[]>();
  for (const word of new Set(words)) {
    if (word.length < MIN_LENGTH || !/^\p{Script=Latin}+$/u.test(word)) continue;
    for (const form of shortened(word)) {
      const found = byForm.get(form);
      if (found) found.push(word);
      else byForm.set(form, [word]);
    }
  }
  return (word) => {
    if (word.length < MIN_LENGTH) return [];
    return [...new Set(shortened(word).flatMap((form) => byForm.get(form) ?? []))];
  };
}
