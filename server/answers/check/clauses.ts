import { BACKWARDS, type CheckLexicon, type Force, MARK } from './lexicon/index.ts';
import { plainText } from './text.ts';

/** A part of a sentence that says one thing. */
export interface Clause {
  /** As read, for a word to the writer. */
  words: string;
  /** Words of the matter, in the section's own words where there are several for it. */
  tokens: readonly string[];
  /** Of these, the ones that its word of force governs; all of them when it governs none. */
  scope: readonly string[];
  /** Words of the case that it is about. */
  topic: readonly string[];
  /** `is` when it is a plain statement. */
  force: Force | 'is';
  /** An aside, or what people do or believe: it is not how it is. */
  reported: boolean;
  /** It says that this alone is so. */
  exclusive: boolean;
  /** Place of its sentence in the text, from 0. */
  sentence: number;
  /** Place of its line, from 0: items of a list stand on lines of their own. */
  line: number;
}

const FORCES = Object.entries(MARK) as [Force, string][];
const ANY_MARK = `[${Object.values(MARK).join('')}${BACKWARDS}]`;
const MARKS = new RegExp(ANY_MARK, 'gu');
const UP_TO_MARK = new RegExp(`^.*?${ANY_MARK}`, 'u');

function forceOf(marked: string): Clause['force'] {
  const found = new Set(FORCES.flatMap(([force, mark]) => (marked.includes(mark) ? [force] : [])));
  if (found.has('optional')) return 'optional';
  if (found.has('exempt')) return 'exempt';
  if (found.has('forbid')) return 'forbid';
  if (found.has('not'))
    return found.has('can') && marked.indexOf(MARK.can) < marked.indexOf(MARK.not) ? 'exempt' : 'not';
  return (['must', 'can', 'should'] as const).find((force) => found.has(force)) ?? 'is';
}

/** Takes a text apart into clauses, each with what it says of its matter. */
export function clausesOf(text: string, lexicon: CheckLexicon): Clause[] {
  const clauses: Clause[] = [];
  let sentence = 0;
  for (const [line, raw] of plainText(text).toLowerCase().split('\n').entries()) {
    let same = raw;
    for (const [pattern, words] of lexicon.same) same = same.replace(pattern, words);
    for (const [pattern, force, backwards] of lexicon.forces)
      same = same.replace(pattern, backwards ? MARK[force] + BACKWARDS : MARK[force]);
    let before: readonly string[] = [];
    let head: readonly string[] = [];
    for (const whole of same.split(lexicon.sentenceEnd)) {
      const asides: string[] = [];
      const main = whole.replace(/\(([^()]*)\)/g, (_, aside: string) => {
        asides.push(aside);
        return ' ';
      });
      const said = main.split(lexicon.clauseEnd);
      const parts = [...said, ...asides];
      let reported = lexicon.reported.test(whole);
      for (const [i, marked] of parts.entries()) {
        const [about = ''] =
          i < said.length - 1 && lexicon.caseClause.test(marked)
            ? [marked]
            : (lexicon.topic.exec(marked) ?? []);
        const rest = about === '' ? marked : marked.replace(about, ' ');
        if (lexicon.inFact.test(marked)) reported = false;
        const force = forceOf(rest);
        const own = lexicon.tokens(rest);
        const topic = lexicon.tokens(about);
        // "Optional", 不需要, 自愿申请: it is what stands before that is spoken of.
        const leans =
          (own.length === 0 && topic.length === 0 && force !== 'is') || rest.startsWith(MARK.optional);
        const tokens = leans ? [...before, ...own] : own;
        if (tokens.length + topic.length === 0) continue;
        const scope = rest.includes(BACKWARDS) ? [] : lexicon.tokens(rest.replace(UP_TO_MARK, ''));
        before = [...topic, ...tokens];
        if (head.length === 0) head = before;
        clauses.push({
          words: marked.replace(MARKS, ' ').trim(),
          tokens,
          scope: scope.length > 0 ? scope : tokens,
          topic,
          force,
          exclusive: lexicon.exclusive.test(marked),
          reported: reported || i >= said.length,
          sentence,
          line,
        });
      }
      sentence += 1;
    }
  }
  return clauses;
}
