import type {
  CallbackCard,
  Card,
  ChoicesCard,
  ContactCard,
  FeesCard,
  MaterialsCard,
  PlacesCard,
  StepsCard,
  VerifyCard,
} from '#protocol/index.ts';
import { type Aspect, type Guide, isStated } from '#server/knowledge/index.ts';
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

/** All steps of a guide, in order. */
export function stepsCard(id: string, guide: Guide, { card, limit }: Texts): StepsCard {
  return {
    type: 'steps',
    id,
    guide: guide.id,
    title: card.steps(guide),
    items: guide.steps.map((step) => ({
      id: step.id,
      name: step.name,
      text: step.text,
      by: step.by,
      limit: step.limit === undefined ? null : limit(step.limit),
    })),
  };
}

/** All fees of a guide. */
export function feesCard(id: string, guide: Guide, { card }: Texts): FeesCard {
  return {
    type: 'fees',
    id,
    guide: guide.id,
    title: card.fees(guide),
    items: guide.fees.map(({ name, amount, notes, waiver }) => ({
      name,
      amount: card.amount(amount === null ? null : yuan(amount)),
      notes: [notes, waiver].filter((text) => text !== undefined).join(' ') || null,
    })),
    free: guide.fees.length === 0 ? card.free : null,
  };
}

/** All places where a matter is handled. */
export function placesCard(id: string, guide: Guide, { card }: Texts): PlacesCard {
  return {
    type: 'places',
    id,
    guide: guide.id,
    title: card.places(guide),
    items: guide.locations.map(({ name, address, hours, phone }) => ({ name, address, hours, phone })),
  };
}

type GuideCard = (id: string, guide: Guide, texts: Texts) => Card;

type CardSection = 'materials' | 'steps' | 'fees' | 'locations';
const MAKERS: Readonly<Record<CardSection, GuideCard>> = {
  materials: materialsCard,
  steps: stepsCard,
  fees: feesCard,
  locations: placesCard,
};

/** Sections whose cards show the whole of what is asked for. */
const SHOWN: Readonly<Partial<Record<Aspect, readonly CardSection[]>>> = {
  overview: ['materials'],
  materials: ['materials'],
  steps: ['steps', 'materials'],
  handling: ['steps'],
  fees: ['fees'],
  locations: ['locations'],
};

/** A card that belongs to an answer, once one of its sentences is out. */
export interface CardBeside {
  section: string;
  make: GuideCard;
}

/**
 * Cards beside an answer about these aspects, filled from the guide alone, whoever writes the words; most wanted first.
 * A question about nothing in particular gets the checklist.
 */
export function cardsBeside(guide: Guide, aspects: readonly Aspect[]): CardBeside[] {
  const asked: readonly Aspect[] = aspects.length === 0 ? ['overview'] : aspects;
  const sections = new Set(asked.flatMap((aspect) => SHOWN[aspect] ?? []));
  return [...sections]
    .filter((section) => isStated(guide, section))
    .map((section) => ({ section, make: MAKERS[section] }));
}

/** Offers a call back; nothing is filed before the citizen sends it. */
export function callbackCard(
  id: string,
  { card }: Texts,
  { guide, topic }: Pick<CallbackCard, 'guide' | 'topic'>,
): CallbackCard {
  return { type: 'callback', id, title: card.callback, guide, topic };
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
