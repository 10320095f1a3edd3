import { type Figure, figuresOf } from './figures.ts';

export interface Claim {
  text: string;
  cites: readonly number[];
}

export type Verdict =
  | { ok: true }
  | { ok: false; reason: 'uncited' | 'unknown_source' | 'too_long' }
  | { ok: false; reason: 'figure'; figure: Figure };

/** Nobody can listen to a longer sentence; it also bounds the work of a check. */
const MAX_SENTENCE_CHARS = 400;

interface Evidence {
  figures: readonly Figure[];
  text: string;
}

/** Sections are checked against again and again: their figures are read once. Bounded, oldest out first. */
const KEPT_SECTIONS = 500;
const evidence = new Map<string, Evidence>();

function evidenceOf(section: string): Evidence {
  const known = evidence.get(section);
  if (known) return known;
  const fresh = { figures: figuresOf(section), text: section.normalize('NFKC').toLowerCase() };
  const oldest = evidence.keys().next();
  if (evidence.size >= KEPT_SECTIONS && !oldest.done) evidence.delete(oldest.value);
  evidence.set(section, fresh);
  return fresh;
}

/** A date is carried by one that says at least as much: 11月22日 by 2026-11-22, not the other way round. */
function dateCarries(section: string, sentence: string): boolean {
  const parts = section.split('-');
  return sentence.split('-').every((part, i) => part === '*' || part === parts[i]);
}

function carries({ figures, text }: Evidence, { kind, value }: Figure): boolean {
  if (kind === 'url') return text.includes(value);
  return figures.some((figure) => {
    if (figure.kind !== kind) return false;
    return kind === 'date' ? dateCarries(figure.value, value) : figure.value === value;
  });
}

/**
 * Whether a sentence may be released: it cites at least one known section, and every number, amount, date, length of
 * time, percentage, phone number and address in it stands in one of the cited sections, compared by value.
 * @param sections text of each citable section by its `n`.
 */
export function check({ text, cites }: Claim, sections: ReadonlyMap<number, string>): Verdict {
  if (text.length > MAX_SENTENCE_CHARS) return { ok: false, reason: 'too_long' };
  if (cites.length === 0) return { ok: false, reason: 'uncited' };
  const cited: Evidence[] = [];
  for (const n of cites) {
    const section = sections.get(n);
    if (section === undefined) return { ok: false, reason: 'unknown_source' };
    cited.push(evidenceOf(section));
  }
  const figure = figuresOf(text).find((candidate) => !cited.some((section) => carries(section, candidate)));
  return figure ? { ok: false, reason: 'figure', figure } : { ok: true };
}
