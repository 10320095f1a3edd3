/** A stretch of the caption and what is said for it. */
interface Piece {
  spokenFrom: number;
  spokenTo: number;
  from: number;
  to: number;
  /** Said letter by letter as written. */
  verbatim: boolean;
}

/** The words to say for a caption, and the way back from them. All offsets are UTF-16. */
export interface Speakable {
  spoken: string;
  /** Where the caption stands when the spoken text stands at `offset`. Never falls as `offset` grows. */
  captionOffset(offset: number): number;
  /** Stretches of the caption that are said in other words. */
  replaced: readonly { from: number; to: number }[];
}

/** Where a rule looks around its match. */
export interface Context {
  /** The whole caption. */
  text: string;
  /** Spoken text so far. */
  spoken: string;
  from: number;
  to: number;
}

/** One thing that is said otherwise than it is written. */
export interface Rule {
  /** Needs the flags `u` and `y`; a lookbehind sees the caption before the match. */
  pattern: RegExp;
  /** What to say; null leaves the match to the rules that follow. */
  say(match: RegExpExecArray, context: Context): string | null;
}

/** A rule for `pattern`; the flags `u` and `y` are added. */
export function rule(
  pattern: RegExp,
  say: string | ((match: RegExpExecArray, context: Context) => string | null),
): Rule {
  const sticky = new RegExp(pattern.source, `${pattern.flags.replace(/[uyg]/g, '')}uy`);
  return { pattern: sticky, say: typeof say === 'string' ? () => say : say };
}

/**
 * Goes through the caption once; at each place the first rule that matches speaks, and a character that no rule wants
 * is said as it is. One pass, so that every spoken character knows where it comes from.
 */
export function rewrite(text: string, rules: readonly Rule[]): Speakable {
  const pieces: Piece[] = [];
  let spoken = '';
  const add = (words: string, from: number, to: number, verbatim: boolean) => {
    const last = pieces.at(-1);
    if (verbatim && last?.verbatim && last.to === from) {
      last.to = to;
      last.spokenTo += words.length;
    } else if (words !== '') {
      pieces.push({ spokenFrom: spoken.length, spokenTo: spoken.length + words.length, from, to, verbatim });
    }
    spoken += words;
  };

  for (let at = 0; at < text.length; ) {
    const found = firstMatch(text, at, spoken, rules);
    if (found !== null) {
      add(found.words, at, found.to, found.words === text.slice(at, found.to));
      at = found.to;
    } else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      add(character, at, at + character.length, true);
      at += character.length;
    }
  }

  const captionOffset = (offset: number) => {
    const piece = pieces.findLast((candidate) => candidate.spokenFrom <= offset);
    if (piece === undefined) return pieces[0]?.from ?? 0;
    if (piece.verbatim) return Math.min(piece.from + offset - piece.spokenFrom, piece.to);
    return offset < piece.spokenTo ? piece.from : piece.to;
  };
  const replaced = pieces
    .filter(
      (piece) => !piece.verbatim && /[\p{L}\p{N}]/u.test(spoken.slice(piece.spokenFrom, piece.spokenTo)),
    )
    .map(({ from, to }) => ({ from, to }));
  return { spoken, captionOffset, replaced };
}

function firstMatch(
  text: string,
  at: number,
  spoken: string,
  rules: readonly Rule[],
): { words: string; to: number } | null {
  for (const { pattern, say } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const to = at + match[0].length;
    const words = say(match, { text, spoken, from: at, to });
    if (words !== null) return { words, to };
  }
  return null;
}
