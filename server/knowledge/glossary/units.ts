/** A piece of text that is compared whole, with its place in the text. */
export interface Unit {
  text: string;
  start: number;
  end: number;
}

/** Latin words and figures whole, other characters one by one; blanks, hyphens and apostrophes part or join nothing. */
const UNIT = /[\p{Script=Latin}\p{N}\p{M}]+|[^\s\p{Pd}'’·]/gu;

/** Of these, the ones that can be said. */
const SAYABLE = /[\p{Script=Latin}\p{N}\p{M}]+|\p{L}/gu;

/** The units of a normalised text. A sign between two words is a unit of its own, so that no form reaches across it. */
export function positionsOf(text: string): Unit[] {
  return Array.from(text.matchAll(UNIT), ({ 0: unit, index }) => ({
    text: unit,
    start: index,
    end: index + unit.length,
  }));
}

/** The units of a form as the glossary writes it, signs left out. */
export function unitsOf(form: string): readonly string[] {
  return form.match(SAYABLE) ?? [];
}
