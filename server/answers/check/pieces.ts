import type { Locale } from '#protocol/index.ts';
import { clausesOf } from './clauses.ts';
import { contrastsIn, type Said } from './contrasts/index.ts';
import { type Figure, figuresOf } from './figures.ts';
import type { CheckLexicon, Force } from './lexicon/index.ts';
import { plainText } from './text.ts';

/** A part of a text between two marks of punctuation. */
export interface Piece {
  words: string;
  tokens: readonly string[];
  set: ReadonlySet<string>;
  force: Force | 'is';
  exclusive: boolean;
  restricts: boolean;
  /** Contrasting words, as the glossary of contrasts has them. */
  said: readonly Said[];
  /** Figures, as `kind value`. */
  figures: readonly string[];
  /** Place of its sentence in the text, from 0. */
  sentence: number;
}

const SENTENCE = { zh: /[。！？!?\n]/, en: /[.!?](?= |$)|\n/ } as const;
const CLAUSE = {
  zh: /[，,；;：:（）()]/,
  en: /[,;:—()]|(?<= )(?=(?:but|unless|although|because) )/,
} as const;
const NEGATIVE: ReadonlySet<string> = new Set(['exempt', 'forbid', 'not']);
export const isNegative = ({ force }: Pick<Piece, 'force'>) => NEGATIVE.has(force);

const figureKey = ({ kind, value }: Figure) => `${kind} ${value}`;

/** Takes a text apart at its punctuation; of list items ("1.") and empty parts nothing is kept. */
export function piecesOf(text: string, lexicon: CheckLexicon, locale: Locale): Piece[] {
  return plainText(text)
    .toLowerCase()
    .split(SENTENCE[locale])
    .flatMap((whole, sentence) =>
      whole.split(CLAUSE[locale]).flatMap((words): Piece[] => {
        const clauses = clausesOf(words, lexicon);
        const tokens = [...new Set(clauses.flatMap((clause) => [...clause.topic, ...clause.tokens]))];
        if (tokens.length === 0) return [];
        const force = clauses.find((clause) => clause.force !== 'is')?.force ?? 'is';
        return [
          {
            words: words.trim(),
            tokens,
            set: new Set(tokens),
            force,
            exclusive: lexicon.exclusive.test(words),
            restricts: words.search(lexicon.restriction) !== -1,
            said: contrastsIn(words, locale),
            figures: /[\d一二两三四五六七八九十半几]|[a-z]/.test(words)
              ? figuresOf(words).map(figureKey)
              : [],
            sentence,
          },
        ];
      }),
    );
}
