import { areOpposites, type Said } from './contrasts/index.ts';
import type { CheckLexicon } from './lexicon/index.ts';
import { isNegative, type Piece, piecesOf } from './pieces.ts';
import type { Evidence, Vocabulary } from './vocabulary.ts';

/** What is measured of a sentence beside the sections that it cites; each 0 where nothing speaks against it. */
export const FEATURES = [
  'thingsNew',
  'officialNew',
  'officialNewShare',
  'strangeNew',
  'demandNew',
  'restrictNew',
  'worstFit',
  'worstBeside',
  'cover',
  'flip',
  'flipFit',
  'flipWords',
  'agreeGap',
  'mustGap',
  'canGap',
  'onlyGap',
  'restrictGap',
  'contrastPiece',
  'contrastSentence',
  'contrastSection',
  'oppositePiece',
  'sideNew',
  'figureGap',
  'borrowed',
  'torn',
  'left',
  'flipLeft',
  'flipAlone',
  'sameForce',
  'bestMust',
  'bestNot',
  'saidMust',
  'signSentence',
  'opposite',
  'unsaidNot',
  'unsaidFit',
  'clauses',
  'tokens',
  'sections',
] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Record<Feature, number>;

/** Worth of a word that stands beside the piece, in its sentence. */
const BESIDE = 0.6;
const NEAR = 0.8;

interface Match {
  piece: Piece;
  fit: number;
  /** Words of the sentence that the piece is in. */
  around: ReadonlySet<string>;
  text: string;
}

export interface Measured {
  features: Features;
  /** Words that stand out, for a word to the writer. */
  newWords: string;
  contrary: string;
}

const hasSide = (said: readonly Said[], { group, side }: Said) =>
  said.some((other) => other.group === group && other.side === side);
const hasOther = (said: readonly Said[], own: readonly Said[], { group, side }: Said) =>
  said.some((other) => other.group === group && other.side !== side && !hasSide(own, other));

export interface SectionPieces {
  pieces: readonly Piece[];
  /** By sentence, its words and contrasting words. */
  around: readonly { set: ReadonlySet<string>; said: readonly Said[]; text: string }[];
  /** All words, those of the title and the guide's name among them. */
  all: ReadonlySet<string>;
  said: readonly Said[];
}

/** @param about title of the section and name of its guide. */
export function sectionPieces(
  section: string,
  about: string,
  lexicon: CheckLexicon,
  locale: Vocabulary['locale'],
): SectionPieces {
  const pieces = piecesOf(section, lexicon, locale);
  const title = piecesOf(about, lexicon, locale).flatMap(({ tokens }) => tokens);
  const around: { set: Set<string>; said: Said[]; text: string }[] = [];
  for (const { sentence, tokens, said, words } of pieces) {
    while (around.length <= sentence) around.push({ set: new Set(title), said: [], text: '' });
    const its = around[sentence];
    if (!its) continue;
    for (const token of tokens) its.set.add(token);
    its.said.push(...said);
    its.text += `${words} `;
  }
  const all = new Set([
    ...title,
    ...pieces.flatMap(({ tokens }) => tokens),
    ...lexicon.tokens(section.toLowerCase()),
  ]);
  return { pieces, around, all, said: pieces.flatMap(({ said }) => said) };
}

/** Measures a sentence against the sections that it cites. */
export function measure(
  sentence: string,
  cited: readonly Evidence[],
  vocabulary: Vocabulary,
  lexicon: CheckLexicon,
): Measured {
  const { locale } = vocabulary;
  const f = Object.fromEntries(FEATURES.map((name) => [name, 0])) as Features;
  const said = piecesOf(sentence, lexicon, locale);
  const whole = new Set(said.flatMap(({ tokens }) => tokens));
  const weigh = (tokens: Iterable<string>) => {
    let sum = 0;
    for (const token of tokens) sum += vocabulary.weight(token);
    return sum;
  };
  f.clauses = said.length;
  f.tokens = whole.size;
  f.sections = cited.length;

  // What is new.
  const { things, rest } = vocabulary.read(sentence);
  const unknownThings = things.filter((id) => !cited.some((each) => each.things().has(id)));
  f.thingsNew = unknownThings.length;
  const telling = (token: string) => locale === 'en' || token.length > 1;
  const isNew = (token: string) => telling(token) && !cited.some(({ parts }) => parts.all.has(token));
  const restTokens = new Set(
    piecesOf(rest, lexicon, locale)
      .flatMap(({ tokens }) => tokens)
      .filter(telling),
  );
  const fresh = [...restTokens].filter(isNew);
  const official = fresh.filter((token) => vocabulary.isWord(token));
  f.officialNew = weigh(official);
  f.officialNewShare = f.officialNew / (weigh([...whole].filter(telling)) + 1e-6);
  f.strangeNew = fresh.length - official.length;
  const freshSet = new Set(fresh);
  let newWords = official.slice(0, 3).join(' ');

  const total = weigh(whole);
  f.cover =
    1 - weigh([...whole].filter((token) => cited.some(({ parts }) => parts.all.has(token)))) / (total + 1e-6);
  let contrary = '';
  let worst = 0;

  // A case and what is said of it must stand together in the section.
  const inSentences = said.map(({ tokens }) => {
    const own = weigh(tokens) + 1e-6;
    return cited.flatMap(({ parts }) =>
      parts.around.map(({ set }) => weigh(tokens.filter((token) => set.has(token))) / own),
    );
  });
  for (const [i, shares] of inSentences.entries()) {
    const after = inSentences[i + 1];
    if (!after || said[i]?.sentence !== said[i + 1]?.sentence) continue;
    const together = Math.max(0, ...shares.map((share, at) => share + (after[at] ?? 0)));
    f.torn = Math.max(f.torn, Math.max(0, ...shares) + Math.max(0, ...after) - together);
  }

  for (const piece of said) {
    const own = weigh(piece.tokens) + 1e-6;
    const context = [...whole].filter((token) => !piece.set.has(token));
    const contextWeight = weigh(context);
    const matches: Match[] = [];
    for (const { parts } of cited)
      for (const there of parts.pieces) {
        const shared = piece.tokens.filter((token) => there.set.has(token));
        if (shared.length === 0) continue;
        const around = parts.around[there.sentence];
        if (!around) continue;
        const inIt = weigh(shared);
        const near = weigh(piece.tokens.filter((token) => !there.set.has(token) && around.set.has(token)));
        const far = weigh(context.filter((token) => around.set.has(token)));
        // A short piece that is all in the sentence is meant for certain.
        const mutual = inIt / (weigh(there.tokens) + 1e-6);
        matches.push({
          piece: there,
          fit: ((inIt + BESIDE * near + 0.4 * far) / (own + 0.4 * contextWeight)) * (0.8 + 0.2 * mutual),
          around: around.set,
          text: around.text,
        });
      }
    matches.sort((a, b) => b.fit - a.fit);
    const best = matches[0]?.fit ?? 0;
    f.worstFit = Math.max(f.worstFit, 1 - best);
    const besideShare = matches[0]
      ? weigh(
          piece.tokens.filter((token) => matches[0]?.around.has(token) || matches[0]?.piece.set.has(token)),
        ) / own
      : 0;
    f.worstBeside = Math.max(f.worstBeside, 1 - besideShare);
    const inSection = weigh(piece.tokens.filter((token) => cited.some(({ parts }) => parts.all.has(token))));
    f.borrowed = Math.max(f.borrowed, inSection / own - besideShare);
    const freshHere = weigh(piece.tokens.filter((token) => freshSet.has(token)));
    const demands = piece.force === 'must' || piece.force === 'should';
    if (demands) f.demandNew = Math.max(f.demandNew, freshHere + unknownThings.length);
    if (piece.restricts || piece.exclusive)
      f.restrictNew = Math.max(f.restrictNew, freshHere + unknownThings.length);
    if (!matches[0]) continue;
    const top = matches.filter(({ fit }) => fit >= best * NEAR);

    // Contrasts.
    const nearSaid = top.flatMap((match) => match.piece.said);
    const sentenceSaid = top.flatMap((match) =>
      cited.flatMap(({ parts }) =>
        parts.around[match.piece.sentence]?.text === match.text
          ? (parts.around[match.piece.sentence]?.said ?? [])
          : [],
      ),
    );
    for (const one of piece.said) {
      const opposite = areOpposites(one.group, locale);
      const sideThere = cited.some((each) => hasSide(each.parts.said, one));
      const otherInSection = cited.some((each) => hasOther(each.parts.said, piece.said, one));
      if (!sideThere) f.sideNew += 1;
      if (!sideThere && otherInSection) f.contrastSection += 1;
      const hereOther =
        hasOther(matches[0].piece.said, piece.said, one) && !hasSide(matches[0].piece.said, one);
      const sameSign = isNegative(piece) === isNegative(matches[0].piece);
      if (hereOther) {
        if (opposite) f.oppositePiece = Math.max(f.oppositePiece, sameSign ? best : -0.2);
        else f.contrastPiece = Math.max(f.contrastPiece, best);
      }
      if (!hasSide(sentenceSaid, one) && !hasSide(nearSaid, one) && hasOther(sentenceSaid, piece.said, one))
        f.contrastSentence = Math.max(f.contrastSentence, best);
    }

    // Whether it is so.
    let agree = 0;
    let conflict = 0;
    let forced = 0;
    let forcedNot = 0;
    let free = 0;
    let only = 0;
    let restricted = 0;
    for (const { piece: there, fit } of matches) {
      const turned = piece.said.some(
        (one) =>
          areOpposites(one.group, locale) &&
          hasOther(there.said, piece.said, one) &&
          !hasSide(there.said, one),
      );
      const differs = isNegative(piece) !== isNegative(there);
      if (there.force === 'optional' || differs === turned) agree = Math.max(agree, fit);
      else conflict = Math.max(conflict, fit);
      if (there.force === 'must' || there.force === 'should') forced = Math.max(forced, fit);
      else forcedNot = Math.max(forcedNot, fit);
      if (there.force === 'can' || there.force === 'optional' || there.force === 'exempt')
        free = Math.max(free, fit);
      if (there.exclusive) only = Math.max(only, fit);
      if (there.restricts || there.exclusive) restricted = Math.max(restricted, fit);
    }
    const gap = Math.max(0, conflict - agree);
    const first = matches[0].piece;
    const left = 1 - weigh(first.tokens.filter((token) => whole.has(token))) / (weigh(first.tokens) + 1e-6);
    f.left = Math.max(f.left, left);
    if (gap > f.flip) {
      f.flip = gap;
      f.flipFit = conflict;
      f.flipLeft = 1 - left;
      f.flipAlone = agree;
    }
    if (piece.force === first.force) f.sameForce = Math.max(f.sameForce, best);
    if (first.force === 'must' || first.force === 'should') f.bestMust = Math.max(f.bestMust, best);
    if (isNegative(first)) f.bestNot = Math.max(f.bestNot, best);
    if (demands && first.force !== 'must' && first.force !== 'should')
      f.saidMust = Math.max(f.saidMust, best);
    const itsSentence = cited.flatMap(({ parts }) =>
      parts.pieces.filter(({ sentence }) => parts.around[sentence]?.text === matches[0]?.text),
    );
    if (itsSentence.length > 0) {
      const none = itsSentence.every((each) => isNegative(each) !== isNegative(piece));
      if (none) f.signSentence = Math.max(f.signSentence, best);
    }
    const itsSaid = itsSentence.flatMap((each) => each.said);
    for (const one of piece.said)
      if (
        areOpposites(one.group, locale) &&
        hasOther(itsSaid, piece.said, one) &&
        !hasSide(itsSaid, one) &&
        itsSentence.some(
          (each) => hasOther(each.said, piece.said, one) && isNegative(each) === isNegative(piece),
        )
      )
        f.opposite = Math.max(f.opposite, best);
    const agreeGap = Math.max(0, 1 - agree / (best + 1e-6)) * best;
    f.agreeGap = Math.max(f.agreeGap, agreeGap);
    if (piece.force === 'must') f.mustGap = Math.max(f.mustGap, Math.max(0.01, best - forced));
    if (piece.force === 'can') f.canGap = Math.max(f.canGap, Math.max(0, Math.max(forced, 0) - free));
    if (piece.exclusive) f.onlyGap = Math.max(f.onlyGap, Math.max(0.01, best - only));
    if (piece.restricts) f.restrictGap = Math.max(f.restrictGap, Math.max(0.01, best - restricted));

    // Word by word: is each somewhere said with the same sign?
    let right = 0;
    let known = 0;
    for (const token of piece.tokens) {
      let there = false;
      let same = false;
      for (const { parts } of cited)
        for (const other of parts.pieces)
          if (other.set.has(token)) {
            there = true;
            if (isNegative(other) === isNegative(piece) || other.force === 'optional') same = true;
          }
      if (there) known += vocabulary.weight(token);
      if (there && same) right += vocabulary.weight(token);
    }
    if (known > 0) f.flipWords = Math.max(f.flipWords, (1 - right / known) * (known / own));

    // The section's piece has a "not", or an opposite, that the sentence leaves out though it repeats the rest of it.
    if (isNegative(matches[0].piece) && !said.some(isNegative)) {
      f.unsaidNot = Math.max(f.unsaidNot, best);
      f.unsaidFit = Math.max(
        f.unsaidFit,
        weigh(matches[0].piece.tokens.filter((token) => whole.has(token))) /
          (weigh(matches[0].piece.tokens) + 1e-6),
      );
    }

    // Figures with what they are of.
    for (const key of piece.figures) {
      const kind = key.slice(0, key.indexOf(' '));
      let its = 0;
      let others = 0;
      for (const { piece: there, fit } of matches) {
        if (there.figures.includes(key)) its = Math.max(its, fit);
        else if (there.figures.some((other) => other.startsWith(`${kind} `))) others = Math.max(others, fit);
      }
      f.figureGap = Math.max(f.figureGap, others - its);
    }
    if (gap + f.contrastPiece > worst) {
      worst = gap + f.contrastPiece;
      contrary = piece.words;
    }
  }
  if (newWords === '') newWords = unknownThings.join(' ');
  if (contrary === '') contrary = said[0]?.words ?? '';
  return { features: f, newWords, contrary };
}
