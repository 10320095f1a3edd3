import type { Rule, Span } from './rule.ts';
import { ANY_SURNAME, LATIN_NAME, NO_NAME, SURNAME } from './surnames.ts';

/** With these a sentence goes on after a name, and few given names hold them. */
const GOES_ON = /^[要想来办需今住是电手身户我你您帮请的现刚跟先本已正打申咨护这那]/u;
const HAN = /^\p{Script=Han}/u;
/** A name of another people's: 阿依古丽·买买提. */
const DOTTED = /^\p{Script=Han}{1,8}(?:[·•・]\p{Script=Han}{1,8}){1,3}/u;

/** Who follows "我是张伟的". */
const KIN_OF = /^的(?:老婆|老公|妻子|丈夫|爱人|媳妇|儿子|女儿|妈|爸|母亲|父亲|家属|代理|委托|监护)/u;

/**
 * How many characters of `text` are a Chinese name.
 * @param sure a name must come here; otherwise only what is nothing else is taken.
 */
export function chineseName(text: string, sure: boolean): number {
  const dotted = DOTTED.exec(text)?.[0];
  if (dotted !== undefined) return dotted.length;
  const surname = (sure ? ANY_SURNAME : SURNAME).exec(text)?.[0];
  if (surname === undefined || NO_NAME.test(text)) return 0;
  const short = surname.length + 1;
  const long = surname.length + 2;
  const han = (at: number) => HAN.test(text.slice(at));
  if (!han(short - 1)) return 0;
  const longest = han(long - 1);
  if (sure) {
    if (longest && !han(long)) return long;
    if (GOES_ON.test(text.slice(short))) return short;
    if (!longest) return short;
    return GOES_ON.test(text.slice(long)) || SURNAME.test(text) ? long : 0;
  }
  const ends = (at: number) => !han(at) || KIN_OF.test(text.slice(at));
  if (longest && ends(long) && !/[人族籍省市县区镇村乡]/u.test(text.charAt(long - 1))) return long;
  return ends(short) ? short : 0;
}

/** Words after "my name is" that tell of the name instead of telling it. */
const NOT_NAMED =
  /^(?:not|wrong|wrongly|spell?ed|spelt|misspell?ed|misspelt|different|too|on|in|missing|already|also|written|changed|incorrect|correct|the|a|an|what|who|how|why|where|being|now|still|very|so|longer|shorter|no|never|only|printed|shown|registered|unknown|chinese|english|foreign|from|but|and|or|same|my|his|her|their|it|this|that|there|mixed|cut|given|recorded|long|short|back|me|at|after|when|if|as|to|for|with|by|about|just|really|hard|difficult|important|needed|required|like|abbreviated|reversed|translated|transliterated|up|down|off|out|of|when|once|again|later|later|tomorrow|today)$/i;
const ENDS_NAME =
  /^(?:and|but|i|i'm|my|from|the|with|who|what|how|where|when|can|could|may|is|am|are|was|speaking|calling|here|please|want|need|would|do|does|born|living|phone|passport|id|number|to|for|of|on|in|at|so|or|have|has|a|an|it|as|by|if|not)$/i;

const MAX_WORDS = 4;
const LATIN_WORDS =
  /^[\p{Script=Latin}][\p{Script=Latin}.'’-]*(?: [\p{Script=Latin}][\p{Script=Latin}.'’-]*){0,3}/u;

/** How many characters of "zhang wei and i want" are the name: up to four words, two where they are in lower case. */
export function latinName(text: string): number {
  const words = (LATIN_WORDS.exec(text)?.[0] ?? '').split(' ');
  const named: string[] = [];
  for (const word of words) {
    const plain = word.replace(/[.'’]+$/, '');
    if (plain === '' || named.length === MAX_WORDS) break;
    if (named.length === 0 ? NOT_NAMED.test(plain) : ENDS_NAME.test(plain)) break;
    if (named.length >= 2 && !/^\p{Lu}/u.test(plain)) break;
    named.push(word);
    // "Zhang Wei. I want", but "John F. Smith".
    if (plain.length > 1 && word.endsWith('.')) break;
  }
  return named.join(' ').replace(/[.'’]+$/, '').length;
}

/** What begins at the end of each match, as far as `length` says. */
function following(trigger: RegExp, length: (rest: string) => number): Rule['find'] {
  const MAX_CHARS = 80;
  return function* find(text): Iterable<Span> {
    for (const { index, 0: found } of text.matchAll(trigger)) {
      const start = index + found.length;
      const chars = length(text.slice(start, start + MAX_CHARS));
      if (chars > 0) yield [start, start + chars];
    }
  };
}

const KIN =
  '孩子|儿子|女儿|宝宝|小孩|[老丈]公|老婆|丈夫|妻子|爱人|媳妇|父亲|母亲|爸|妈|爷爷|奶奶|外公|外婆|哥|姐|弟|妹|朋友|同事|同学|邻居|他|她|名字?|改';

/** "I am" needs more than a capital: two names, one of them a usual one. */
function knownName(text: string): number {
  const chars = latinName(text);
  const words = text.slice(0, chars).split(' ');
  const capital = words.filter((word) => /^\p{Lu}/u.test(word));
  if (capital.length < 2 || capital.length < words.length) return 0;
  return words.some((word) => LATIN_NAME.test(word)) ? chars : 0;
}

const capitalName = (text: string) => (/^\p{Lu}/u.test(text) ? latinName(text) : 0);
const eitherName = (text: string) => chineseName(text, true) || capitalName(text);

export const NAMES: readonly Rule[] = [
  {
    kind: 'name',
    find: following(new RegExp(`(?:我|${KIN})叫(?:做|作)? ?`, 'gu'), eitherName),
  },
  {
    kind: 'name',
    find: following(
      /(?:姓名|名字)(?:[是为叫]|[ :]) ?|(?:申请人|联系人|持证人|户主)(?:[是:]|姓名) ?/gu,
      eitherName,
    ),
  },
  {
    kind: 'name',
    find: following(/(?:我(?:就)?是|本人(?:[是叫])?|我[,，]) ?/gu, (rest) => chineseName(rest, false)),
  },
  {
    kind: 'name',
    find: following(
      /\b(?:my|his|her|(?:son|daughter|husband|wife|child|father|mother|baby|friend)'s) (?:full |own |family |first |last |given |legal |chinese |english )*name(?: is|'s|’s|:) |\b(?:i am|i'm|i’m|he is|she is|(?:son|daughter|husband|wife|child|baby) is) (?:called|named) /gi,
      latinName,
    ),
  },
  {
    kind: 'name',
    find: following(/\bthis is (?=[\p{L}.'’ -]{2,40}? (?:speaking|calling|here)\b)/giu, latinName),
  },
  { kind: 'name', find: following(/\b(?:I am|I'm|I’m|i am|i'm|this is|This is) |\b[Nn]ame: ?/g, knownName) },
];
