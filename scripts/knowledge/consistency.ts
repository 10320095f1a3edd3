import { calendarDays } from '#server/knowledge/load/rules.ts';
import { figures, type GuideText } from './parity.ts';

/** A rule between guides that one of them breaks: `path` names the field at fault in `guide`. */
export interface Inconsistency {
  guide: GuideText;
  path: string;
  message: string;
}

const shown = (value: unknown) => JSON.stringify(value);

/** What a material is, wherever it is asked for; how many are needed may differ. */
const SAME_IN_BUNDLE = ['name', 'source'] as const;

function againstPart(bundle: GuideText, part: GuideText, index: number): Inconsistency[] {
  const at = (path: string, message: string): Inconsistency => ({ guide: bundle, path, message });
  const { id, status, time_limit, materials } = part.fields;
  const found: Inconsistency[] = [];
  if (status !== 'active')
    found.push(
      at(`includes.${index}`, `"${id}" is ${status}; a bundle in force includes active guides only`),
    );
  const { promised, notes = '' } = bundle.fields.time_limit;
  const told = figures(notes).includes(figures(time_limit.promised)[0] ?? '');
  if (calendarDays(time_limit.promised) > calendarDays(promised) && !told)
    found.push(
      at(
        'time_limit.promised',
        `"${promised}" is promised for the whole, but "${id}" alone takes "${time_limit.promised}"; promise more or tell it in time_limit.notes`,
      ),
    );
  bundle.fields.materials.forEach((material, position) => {
    const same = materials.find((each) => each.id === material.id);
    if (same === undefined) return;
    for (const key of SAME_IN_BUNDLE)
      if (same[key] !== material[key])
        found.push(
          at(
            `materials.${position}.${key}`,
            `${shown(material[key])} here, ${shown(same[key])} for the same material in "${id}"; make them equal or give one another id`,
          ),
        );
  });
  return found;
}

/**
 * Where the bundles in force disagree with their parts, of guides in one language: a part that is not active, takes
 * longer than the whole promises without its notes telling the figure, or names or gets the same material (same id) in another way. Parts that do not
 * exist are the loader's to name.
 */
export function bundleInconsistencies(guides: readonly GuideText[]): Inconsistency[] {
  const byId = new Map(guides.map((guide) => [guide.fields.id, guide]));
  return guides
    .filter(({ fields }) => fields.kind === 'bundle' && fields.status === 'active')
    .flatMap((bundle) =>
      bundle.fields.includes.flatMap((id, index) => {
        const part = byId.get(id);
        return part === undefined ? [] : againstPart(bundle, part, index);
      }),
    );
}
