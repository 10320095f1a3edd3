/** A text as rules read it, each character with the place it came from. */
export interface View {
  text: string;
  /** Where each UTF-16 unit of `text` begins and ends in the original. */
  from: readonly number[];
  to: readonly number[];
}

const UNSEEN = /^[\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Me}\u2800]$/u;
const DASH = /^[\p{Pd}\u2212]$/u;

/** Digits of every script stand ten in a row. */
function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

function folded(char: string): string {
  const code = char.charCodeAt(0);
  if (char.length === 1 && code >= 0x20 && code < 0x7f) return char;
  if (DASH.test(char)) return '-';
  const plain = char.normalize('NFKC');
  if (/^\s+$/u.test(plain)) return ' ';
  return /^\p{Nd}$/u.test(plain) && !/^\d$/.test(plain) ? digitOf(plain) : plain;
}

/**
 * Width, script of digits, dashes and blanks folded; characters that nobody sees, and marks stacked on digits, left out.
 */
export function plainView(original: string): View {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const char of original) {
    const next = at + char.length;
    const hidden = UNSEEN.test(char) || (/^\p{M}$/u.test(char) && /\d$/.test(text.slice(-1)));
    if (hidden) {
      // What hides inside a find goes with it.
      if (to.length > 0 && to[to.length - 1] === at && /\p{M}/u.test(char)) to[to.length - 1] = next;
    } else {
      const plain = folded(char);
      for (let i = 0; i < plain.length; i += 1) {
        from.push(at);
        to.push(next);
      }
      text += plain;
    }
    at = next;
  }
  return { text, from, to };
}

const HAN_DIGITS: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  洞: '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  两: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  拐: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
  勾: '9',
};
const WORDS: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3 };

/** A figure spelled out, or a letter that stands for one. "一下" and "两个" count nothing in a row of digits. */
const SPELLED = new RegExp(
  [
    '[一两](?![下个些直起点定般次样会边位名])|[零〇洞幺壹二贰三叁四肆五伍六陆七柒拐八捌九玖勾]',
    String.raw`\b(?:(double|triple) )?(zero|oh|one|two|three|four|five|six|seven|eight|nine)\b`,
    String.raw`(?<=\d)[o]{1,6}|[o]{1,6}(?=\d)`,
    String.raw`(?<=\d)[li](?=\d)`,
  ].join('|'),
  'gi',
);

/** The same with figures spelled out as digits: 一三八, "one three eight", 138OO. For rows of digits only. */
export function digitView(view: View): View {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  const copy = (start: number, end: number) => {
    text += view.text.slice(start, end);
    for (let i = start; i < end; i += 1) {
      from.push(view.from[i] ?? 0);
      to.push(view.to[i] ?? 0);
    }
  };
  let at = 0;
  for (const match of view.text.matchAll(SPELLED)) {
    const [found, times, word] = match;
    const end = match.index + found.length;
    copy(at, match.index);
    const digits =
      word === undefined
        ? [...found].map((c) => HAN_DIGITS[c] ?? (/o/i.test(c) ? '0' : '1')).join('')
        : (WORDS[word.toLowerCase()] ?? '').repeat(TIMES[times?.toLowerCase() ?? ''] ?? 1);
    text += digits;
    for (const _ of digits) {
      from.push(view.from[match.index] ?? 0);
      to.push(view.to[end - 1] ?? 0);
    }
    at = end;
  }
  copy(at, view.text.length);
  return { text, from, to };
}
