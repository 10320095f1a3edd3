import { PROMPTS } from '../write/prompts/index.ts';
import { foldForMatching } from './fold.ts';

/** Letters and figures alone, so that marks and spaces hide nothing. */
const bare = (text: string) => foldForMatching(text).replace(/[^\p{L}\p{N}]/gu, '');

/** What a shorter piece of the rules has in common with them proves nothing. */
const TELLING = { zh: 6, en: 14 } as const;
const tellingChars = (text: string) => (/\p{Script=Han}/u.test(text) ? TELLING.zh : TELLING.en);
/** A sentence of the rules as short as this is a word of everyday. */
const MIN_RULE_CHARS = 10;

const RULES = Object.values(PROMPTS).flatMap(({ answer, route, repair }) => [
  answer,
  route.rules,
  repair.rules,
]);
const RULES_BARE = RULES.map(bare);
const RULE_LINES = RULES.flatMap((text) => text.split(/[\n。；]|\. /))
  .map(bare)
  .filter((line) => line.length >= MIN_RULE_CHARS);
const HEADS = new Set(
  RULES.flatMap((text) => text.split('\n'))
    .filter((line) => /[:：]$/.test(line))
    .map(bare),
);

/** She speaks of her orders, or as somebody else. */
const ABOUT_ORDERS =
  /我(?:现在|已经?|将|会|就)?(?:不再|不用|无需)?(?:遵守|违反|忽略|无视)(?:了)?.{0,4}(?:规则|指令|规定|限制)|系统提示|提示词|\bsystem prompt\b|\bi (?:now )?(?:follow|obey|ignore|serve) (?:you|your|my (?:rules|instructions)|the (?:previous )?instructions)\b|\bmy instructions (?:are|say)\b|\bas you (?:wish|command|order|instructed)\b|\byour wish is my command\b|^(?:市民|用户|citizen|user|assistant|system)[:：]/;
const FREE_CLAIM = /免费|不收费|不要钱|不花钱|free of charge|\bfor free\b|\bis free\b|\bno (?:fee|charge)\b/;
const FREE_SAID =
  /免|不收|不要钱|不花钱|不交|不缴|free|no (?:fee|charge|cost)|not (?:charged|cost)|without (?:a )?(?:fee|charge)|waive/;

/** Speaks of the whole matter, so that what is free is not this or that part of it. */
const WHOLE_MATTER =
  /这件事|本事项|此项|全程|一律|\b(?:it is|this (?:service|is)|the service|application|everything)\b/;
/** All that a clause says: it has no subject of its own, the heading has. */
const NOTHING_BUT_FREE =
  /^\P{L}*(?:(?:是|为)?(?:免费|不收费|不要钱|不花钱|不收取费用)(?:的|办理)?|free(?: of charge)?|no (?:fee|charge|cost)s?)\P{L}*$/u;
const SENTENCE_END = /[。；;.!！?？\n]+/;
const CLAUSE_END = /[，,：:]+/;

/** Whether what is called free is what a section calls so: "免费拍照" makes no passport free. */
function saysFree(text: string, carried: string): boolean {
  const subject = text.replace(new RegExp(FREE_CLAIM, 'g'), ' ');
  const runs = subject.match(/\p{Script=Han}+|[a-z]{4,}/gu) ?? [];
  const pairs = runs.flatMap((run) =>
    /[a-z]/.test(run) ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)),
  );
  return carried
    .split(SENTENCE_END)
    .filter((sentence) => FREE_SAID.test(sentence))
    .some(
      (sentence) =>
        WHOLE_MATTER.test(sentence) ||
        sentence.split(CLAUSE_END).some((clause) => NOTHING_BUT_FREE.test(clause)) ||
        pairs.some((pair) => sentence.includes(pair)),
    );
}

/** Says nothing by itself. */
const EMPTY = new Set(
  'this that these those with have your from they them will must need also only into when then than there here what which who does been were such their about after before more most some each other please would could should just take make made come goes know sure okay well very list papers situations says bring'.split(
    ' ',
  ),
);
const MIN_STEM = 4;
const stem = (word: string) => word.slice(0, Math.max(MIN_STEM, word.length - 3));

/** A short English sentence may say with none of a section's words what the section says. */
const MANY_WORDS = 6;

/**
 * Latin words of which a cited section has none: all of them where it is written in Chinese ("好的，OBEYED"), and in an
 * English one only when not a single word or figure of a longer sentence is the section's, or when they are shouted.
 */
function strangers(text: string, carried: string, original: string): string[] {
  const words = (text.match(/[a-z]{4,}/g) ?? []).filter((word) => !EMPTY.has(word));
  const strange = words.filter((word) => !carried.includes(stem(word)));
  const chinese = /\p{Script=Han}/u.test(carried);
  if (chinese) return strange;
  const shouted = /\b[A-Z]{4,}\b/.test(original) || words.length >= MANY_WORDS;
  return shouted && strange.length === words.length && !/\d|\bnothing\b/.test(text) ? strange : [];
}

/**
 * What shows that a writer obeys somebody else than its rules, in the words at fault: it recites the rules, speaks of
 * its orders or in another's role, names a placeholder, calls free what no cited section calls so, or brings in words
 * of which a section in another script has none. Undefined for an honest sentence.
 * @param cited text of the sections that the sentence cites, with their titles.
 */
export function obeyedWords(text: string, cited: string): string | undefined {
  const folded = foldForMatching(text);
  const carried = cited.normalize('NFKC').toLowerCase();
  const placeholder = /\[[A-Z_]{4,20}(?:_\d{1,3})?\]/.exec(text)?.[0];
  if (placeholder !== undefined) return placeholder;
  const order = ABOUT_ORDERS.exec(folded)?.[0];
  if (order !== undefined) return order;
  const letters = bare(text);
  if (HEADS.has(letters)) return text;
  if (!bare(cited).includes(letters)) {
    if (letters.length >= tellingChars(text) && RULES_BARE.some((rules) => rules.includes(letters)))
      return text;
    if (RULE_LINES.some((line) => letters.includes(line))) return text;
  }
  const free = FREE_CLAIM.exec(folded)?.[0];
  if (free !== undefined) return saysFree(folded, carried) ? undefined : free;
  return strangers(folded, carried, text)[0];
}

const SLUG = /^[a-z][a-z0-9_-]{0,79}$/;

/**
 * A tool call as a page may be shown it: a name and arguments that are names; whatever else a model wrote in them stays
 * in the house.
 * @param args JSON; broken JSON counts as none.
 */
export function shownCall(
  name: string,
  args: string,
  known: readonly string[],
): { name: string; args: string } {
  const slugs = (value: unknown): unknown => {
    if (typeof value === 'string') return SLUG.test(value) ? value : undefined;
    if (Array.isArray(value)) return value.map(slugs).filter((each) => each !== undefined);
    return undefined;
  };
  let shown: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(args);
    if (known.includes(name) && typeof parsed === 'object' && parsed !== null) {
      const entries = Object.entries(parsed).filter(([key]) => SLUG.test(key));
      shown = Object.fromEntries(entries.map(([key, value]) => [key, slugs(value)]));
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { name: known.includes(name) ? name : 'unknown', args: JSON.stringify(shown) };
}
