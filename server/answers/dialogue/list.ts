import type { Guide } from '#server/knowledge/index.ts';
import { isStated } from '#server/knowledge/index.ts';
import { yuan } from '../cards.ts';
import { placeOf } from '../extractive/writers.ts';
import { TEXTS } from '../texts/index.ts';

/** Sections whose items can be told one by one. */
export const LISTS = ['steps', 'materials', 'fees', 'locations', 'conditions'] as const;
export type ListSection = (typeof LISTS)[number];
export const isList = (section: string): section is ListSection => LISTS.some((list) => list === section);

const withNotes = (...texts: (string | undefined)[]) => texts.filter((text) => text !== undefined);

/** What is said of each item of a list, in the order of the guide: one or more sentences an item. */
export function itemsOf(guide: Guide, section: ListSection): string[][] {
  if (!isStated(guide, section)) return [];
  const { write } = TEXTS[guide.lang];
  switch (section) {
    case 'steps':
      return guide.steps.map(({ name, text }, i) => [write.step(i + 1, name, text)]);
    case 'materials':
      return guide.materials.map((item) => withNotes(write.aboutMaterial(item), item.notes));
    case 'fees':
      return guide.fees.length === 0
        ? [[write.free]]
        : guide.fees.map(({ name, amount, notes, waiver }) =>
            withNotes(write.fees([{ name, yuan: amount === null ? null : yuan(amount) }]), notes, waiver),
          );
    case 'locations':
      return guide.locations.map((place) => [placeOf(place, guide.lang)]);
    case 'conditions':
      return guide.conditions.map(({ text }) => [text]);
  }
}
