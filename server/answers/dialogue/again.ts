import type { Exchange } from '../exchanges.ts';
import type { Scene } from '../scene.ts';

/**
 * Says an earlier answer word for word, from the same sections.
 * @returns false, with nothing said, when a section is no longer as it was: then it has to be answered anew.
 */
export function sayAgain(
  { dependencies, state, release, texts }: Scene,
  { answer: said, sources, locale }: Exchange,
): boolean {
  // That she would slow down was said of the telling, and is no part of what was told.
  const answer = said.filter(({ speech }) => speech !== texts.own.slower);
  const numbers = new Map<number, number>();
  for (const { n, guide: id, version, section: anchor, title } of sources) {
    const guide = dependencies.knowledge.guide(id, locale);
    const section = guide?.sections.find((each) => each.anchor === anchor);
    if (!guide || !section || guide.version !== version) return false;
    const { text } = section;
    numbers.set(n, state.sources.add({ guide: id, version, section: anchor, title, text, lang: locale }).n);
  }
  const cited = answer.flatMap(({ cites }) => cites);
  if (answer.length === 0 || cited.some((n) => !numbers.has(n))) return false;
  for (const { speech, cites } of answer) {
    if (cites.length === 0) release.own([speech], 'facts');
    else {
      const text = { text: speech, cites: cites.flatMap((n) => numbers.get(n) ?? []) };
      release.written(text, 'facts', new Set());
    }
  }
  return true;
}
