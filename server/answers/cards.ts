import type { ChoicesCard, ContactCard, MaterialsCard, VerifyCard } from '#protocol/index.ts';
import { type Guide, isStated } from '#server/knowledge/index.ts';
import type { Texts } from './texts/index.ts';

const CENTS = 100;

/** Minor units as yuan without idle zeros: 4000 → "40", 4050 → "40.50". */
export function yuan(minor: number): string {
  return minor % CENTS === 0 ? String(minor / CENTS) : (minor / CENTS).toFixed(2);
}

function factsOf(guide: Guide, { card, limit }: Texts): string[] {
  const { fees, time_limit, handling } = guide;
  const within =
    time_limit.promised === 'immediate' ? card.onTheSpot : card.within(limit(time_limit.promised));
  return [
    ...(fees.length === 0 && isStated(guide, 'fees') ? [card.free] : []),
    ...(isStated(guide, 'time_limit') ? [within] : []),
    ...(isStated(guide, 'handling') ? [card.visits(handling.visits)] : []),
  ];
}

/** The checklist of a guide: the same whoever wrote the words beside it. */
export function materialsCard(id: string, guide: Guide, texts: Texts): MaterialsCard {
  const { card, list } = texts;
  return {
    type: 'materials',
    id,
    guide: guide.id,
    ...card.materials(guide),
    facts: factsOf(guide, texts),
    items: guide.materials.map((item) => {
      const bring = item.source === 'applicant';
      const amount = [
        ...(item.originals > 0 ? [card.originals(item.originals)] : []),
        ...(item.copies > 0 ? [card.copies(item.copies)] : []),
      ];
      return {
        id: item.id,
        name: item.name,
        required: item.required,
        when: item.when,
        amount: bring && amount.length > 0 ? list(amount) : null,
        notes: item.notes ?? null,
        bring,
        deferrable: item.deferrable,
      };
    }),
  };
}

/** Two or more services to choose from. */
export function choicesCard(
  id: string,
  title: string,
  guides: readonly Guide[],
  { card }: Texts,
): ChoicesCard {
  return {
    type: 'choices',
    id,
    title,
    options: guides.map(({ name }) => ({ label: name, say: card.ask(name) })),
  };
}

export function verifyCard(id: string, { card }: Texts): VerifyCard {
  return { type: 'verify', id, title: card.verify, say: card.verifySay };
}

/** An address without the floor. */
const buildingOf = (address: string) => address.replace(/\d+楼|\bfloors? \d+,? ?/gi, '').trim();

/** A window in the building where most services are handled: where to send someone whose matter is not known. */
function commonPlace(guides: readonly Guide[]): Guide['locations'][number] | undefined {
  const places = guides.filter((guide) => isStated(guide, 'locations')).flatMap(({ locations }) => locations);
  const counts = new Map<string, number>();
  for (const { address } of places)
    counts.set(buildingOf(address), (counts.get(buildingOf(address)) ?? 0) + 1);
  const served = ({ address }: (typeof places)[number]) => counts.get(buildingOf(address)) ?? 0;
  return places.toSorted((a, b) => served(b) - served(a))[0];
}

/**
 * Who to turn to: the guide's own window and enquiries when one is in hand, else the window where most services are
 * handled; the city's hotline always.
 */
export function contactCard(
  id: string,
  guide: Guide | undefined,
  guides: readonly Guide[],
  { card }: Texts,
): ContactCard {
  const own = guide && isStated(guide, 'locations') ? guide.locations[0] : undefined;
  const place = own ?? commonPlace(guides);
  const contacts: ContactCard['contacts'] = [];
  if (place)
    contacts.push({ name: place.name, phone: place.phone, hours: place.hours, address: place.address });
  // "0000-5512 3000（户政咨询）或 12345": the number first, whose it is in brackets.
  const consult = /^(\d[\d -]{3,}\d)\s*[（(](.+?)[）)]/.exec(
    guide && isStated(guide, 'contacts') ? guide.contacts.consult : '',
  );
  const [, phone = '', name = ''] = consult ?? [];
  if (consult && phone !== place?.phone && phone !== card.hotline.phone) {
    contacts.push({ name, phone, hours: null, address: null });
  }
  contacts.push({ ...card.hotline, hours: null, address: null });
  return { type: 'contact', id, title: card.contact, contacts };
}
