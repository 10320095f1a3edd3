import { type Clause, clausesOf } from './clauses.ts';
import type { CheckLexicon } from './lexicon/index.ts';

/** Clauses of a section, found by their words. */
export interface ClauseIndex {
  clauses: readonly Clause[];
  /** Places of the clauses that have a token. */
  places: ReadonlyMap<string, readonly number[]>;
  /** By sentence, the tokens of the whole of it and of the head of its line. */
  around: readonly ReadonlySet<string>[];
  /** By line, the tokens of its head, when the text is a list; and those of the title. */
  heads: ReadonlyMap<number, readonly string[]>;
}

/** Place of the title among the heads of lines. */
const TITLE = -1;

/** @param title of the section: what all of it is about. */
export function indexClauses(text: string, title: string, lexicon: CheckLexicon): ClauseIndex {
  const answer = lexicon.yes.test(text) ? `${title.replace(/[?？].*$/, '')}\n` : '';
  const clauses = clausesOf(answer + text, lexicon);
  const about = clausesOf(title, lexicon).flatMap(({ tokens, topic }) => [...tokens, ...topic]);
  const places = new Map<string, number[]>();
  const around: Set<string>[] = [];
  const heads = new Map<number, readonly string[]>();
  for (const [at, { tokens, topic, line, sentence }] of clauses.entries()) {
    const all = new Set([...tokens, ...topic]);
    if (!heads.has(line)) heads.set(line, [...all]);
    while (around.length <= sentence) around.push(new Set(about));
    for (const token of heads.get(line) ?? []) around[sentence]?.add(token);
    for (const token of all) {
      const known = places.get(token);
      if (known) known.push(at);
      else places.set(token, [at]);
      around[sentence]?.add(token);
    }
  }
  const isList = heads.size > 1;
  return { clauses, places, around, heads: new Map([...(isList ? heads : []), [TITLE, about]]) };
}

/** Share of a clause's words from which a clause of the section speaks of the same thing. */
const SAME_MATTER = 0.45;
/** …when the sentence's clause is a plain statement, which says less of what it is about. */
const SAME_STATEMENT = 0.5;
/** Clauses this near to the best one may be meant as well. */
const NEAR = 0.75;
/** Weight of a word that the section does not have: another word for one of its own, mostly. */
const NEW_WORD = 0.6;
/** Weight of the rest of the sentence beside the clause's own words. */
const CONTEXT = 0.5;
/** Worth of an own word that stands beside the section's clause and not in it. */
const BESIDE = 0.7;
/** Share of the words of a clause's case that the sentence must have to be about it. */
const SAME_CASE = 0.3;
/** Share of what a word of force governs that the other side must speak of. */
const SAME_SCOPE = 0.5;
/** So near, beside a contrary clause, must one be that speaks in the sentence's favour. */
const AS_NEAR = 0.8;
/** …or have this share of the clause's words itself. */
const SUPPORTED = 0.6;
/** Share of it that another clause must have to speak of the same in the sentence's favour. */
const ANSWERS = 0.7;

const NEGATIVE: ReadonlySet<Clause['force']> = new Set(['exempt', 'forbid', 'not']);

/** Whether a sentence may say `said` of what a section says `written` of. */
function agrees(said: Clause['force'], written: Clause['force']): boolean {
  if (written === 'optional') return said !== 'must' && said !== 'forbid';
  if (said === 'optional') return written !== 'must' && written !== 'forbid';
  if (NEGATIVE.has(said) !== NEGATIVE.has(written)) return false;
  if (NEGATIVE.has(said)) return said === written || said === 'not' || written === 'not';
  return !(said === 'must' && written === 'can') && !(said === 'can' && written === 'must');
}

/** A plain statement does not make a duty of what another clause leaves free. */
const outweighs = (said: Clause['force'], written: Clause['force'], contrary: Clause['force']) =>
  written !== 'optional' &&
  (said !== 'must' ||
    (contrary !== 'optional' && contrary !== 'exempt') ||
    written === 'must' ||
    written === 'should');

const OPPOSITE: Readonly<Record<Clause['force'], Clause['force']>> = {
  optional: 'must',
  must: 'exempt',
  should: 'exempt',
  exempt: 'must',
  can: 'forbid',
  forbid: 'can',
  is: 'not',
  not: 'is',
};

interface Match {
  clause: Clause;
  /** Tokens of the head of its line: what the item is called. */
  head: readonly string[];
  score: number;
}

const shareIn = (tokens: readonly string[], other: ReadonlySet<string>) =>
  tokens.length === 0 ? 0 : tokens.filter((token) => other.has(token)).length / tokens.length;

/** Clauses of a section by how much of a sentence's clause they speak of. */
function matchesOf(own: readonly string[], context: readonly string[], index: ClauseIndex): Match[] {
  const weight = (token: string) => {
    const places = index.places.get(token)?.length;
    return places === undefined ? NEW_WORD : 1 / Math.sqrt(places);
  };
  const sum = (tokens: readonly string[]) => tokens.reduce((total, token) => total + weight(token), 0);
  const total = sum(own) + CONTEXT * sum(context);
  const inClause = new Map<number, number>();
  for (const token of own)
    for (const at of index.places.get(token) ?? []) inClause.set(at, (inClause.get(at) ?? 0) + weight(token));
  const beside = index.around.map((tokens) => ({
    own: sum(own.filter((token) => tokens.has(token))),
    context: sum(context.filter((token) => tokens.has(token))),
  }));
  return [...inClause].flatMap(([at, score]) => {
    const clause = index.clauses[at];
    if (!clause || clause.reported) return [];
    const { own: near = 0, context: around = 0 } = beside[clause.sentence] ?? {};
    return [
      {
        clause,
        head: index.heads.get(clause.line) ?? [],
        score: (score + BESIDE * (near - score) + CONTEXT * around) / total,
      },
    ];
  });
}

/** What a contrary clause and the sentence's clause both speak of; undefined when their forces bear on other things. */
function quarrel(said: Clause, written: Clause, minWhole: number): readonly string[] | undefined {
  const [governing, other] = written.force === 'is' ? [said, written] : [written, said];
  const there = new Set([...other.tokens, ...other.topic]);
  const shared = governing.scope.filter((token) => there.has(token));
  // Where nothing follows the word of force, it governs the whole clause, of which a sentence repeats a part.
  const whole = governing.scope === governing.tokens;
  const verbs = governing.scope.slice(0, Math.max(1, minWhole - 1));
  if (!whole && !verbs.some((verb) => there.has(verb))) return undefined;
  const wanted = whole ? Math.min(governing.scope.length, other.tokens.length) : governing.scope.length;
  return shared.length > 0 && shared.length >= wanted * SAME_SCOPE ? shared : undefined;
}

/** Share of a sentence's words from which a section may be what it rests on, where it has enough of them. */
const RELATED = 0.2;
const ENOUGH = 6;

/** Whether a sentence speaks of what the sections speak of at all. */
export function isRelated(said: readonly Clause[], sections: readonly ClauseIndex[]): boolean {
  const all = [...new Set(said.flatMap(({ tokens, topic }) => [...tokens, ...topic]))];
  const there = all.filter((token) =>
    sections.some(({ places, heads }) => places.has(token) || (heads.get(TITLE) ?? []).includes(token)),
  );
  return all.length < ENOUGH || there.length >= all.length * RELATED;
}

/**
 * The first clause of a sentence that says of something what no cited section says of it: that it must be where it need
 * not, that it may be where it may not, that it is where it is not. Undefined when there is none.
 */
export function contradiction(
  said: readonly Clause[],
  rhetorical: boolean,
  sections: readonly ClauseIndex[],
  minWhole: number,
): string | undefined {
  const all = new Set(said.flatMap(({ tokens, topic }) => [...tokens, ...topic]));
  for (const clause of said) {
    const own = [...new Set(clause.tokens)];
    if (own.length === 0) continue;
    const force = rhetorical ? OPPOSITE[clause.force] : clause.force;
    const context = [...all].filter((token) => !own.includes(token));
    const matches = sections.flatMap((section) => matchesOf(own, context, section));
    const best = Math.max(0, ...matches.map(({ score }) => score));
    if (best < (force === 'is' ? SAME_STATEMENT : SAME_MATTER)) continue;
    if (clause.exclusive && !matches.some((match) => match.clause.exclusive && match.score >= best * NEAR))
      return clause.words;
    const near = matches.filter(
      ({ score, clause: { force: written, tokens } }) =>
        score >= best * NEAR ||
        (written !== 'is' && tokens.length >= minWhole && tokens.every((token) => all.has(token))),
    );
    const agreeing = near.filter((other) => agrees(force, other.clause.force));
    for (const other of near) {
      if (agreeing.includes(other) || other.clause.tokens.length === 0) continue;
      // Of another case than the sentence's: 查得到的不用带.
      if (other.clause.topic.length > 0 && shareIn(other.clause.topic, all) < SAME_CASE) continue;
      const about = quarrel({ ...clause, force }, other.clause, minWhole);
      if (about === undefined) continue;
      const answered = agreeing.some(({ clause: { tokens, topic, force: written }, head, score }) => {
        if (!outweighs(force, written, other.clause.force)) return false;
        // In a list what fits better speaks of the item even where it does not repeat its name.
        const there = new Set([...tokens, ...topic, ...(score >= other.score ? head : [])]);
        const near = score >= other.score * AS_NEAR || shareIn(own, there) >= SUPPORTED;
        return near && shareIn(about, there) >= ANSWERS;
      });
      if (!answered) return clause.words;
    }
  }
  return undefined;
}
