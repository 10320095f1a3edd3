import type { GuideFields, GuideSection, TimeLimit } from '#protocol/index.ts';
import { type FieldAnchor, SECTION_TEXTS, type SectionTexts } from './texts/index.ts';

type Render = (fields: GuideFields, t: SectionTexts) => string;

/** Minor units (分) as yuan without idle zeros: 4000 → "40", 4050 → "40.50". */
export function yuan(minor: number): string {
  return minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2);
}

/** A time limit in words: `20 workdays` → "20 个工作日" or "20 working days". */
export function limitText(limit: TimeLimit, t: SectionTexts): string {
  if (limit === 'immediate') return t.limit.immediate;
  const [count, unit = ''] = limit.split(' ');
  const singular = unit.replace(/s$/, '');
  return t.limit.count(Number(count), singular === 'workday' || singular === 'hour' ? singular : 'day');
}

const joined = (t: SectionTexts, parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join(t.sentenceGap);
const optional = (t: SectionTexts, text: string | undefined) =>
  text === undefined ? undefined : t.sentence(text);

const RENDER: Readonly<Record<FieldAnchor, Render>> = {
  summary: ({ summary, authority }, t) =>
    joined(t, [t.sentence(summary), t.authority(authority.name, authority.joint)]),

  conditions: ({ conditions }, t) => conditions.map(({ text }) => t.sentence(text)).join('\n'),

  materials: ({ materials }, t) =>
    materials
      .map((item) => {
        const amount = [
          item.originals > 0 ? t.amount.originals(item.originals) : '',
          item.copies > 0 ? t.amount.copies(item.copies) : '',
        ].filter((text) => text !== '');
        const bring = item.source === 'applicant';
        return joined(t, [
          t.material.line(item.name, bring ? amount.join(t.listComma) : ''),
          t.material.source[item.source],
          item.when === null ? undefined : t.sentence(t.material.when(item.when)),
          item.required || item.when !== null ? undefined : t.material.optional,
          item.deferrable ? t.material.deferrable : undefined,
          optional(t, item.notes),
        ]);
      })
      .join('\n'),

  steps: ({ steps }, t) =>
    steps
      .map((step, index) => {
        const limit = step.limit === undefined ? null : limitText(step.limit, t);
        return joined(t, [t.step.head(index + 1, step.name, step.by, limit), t.sentence(step.text)]);
      })
      .join('\n'),

  fees: ({ fees }, t) => {
    if (fees.length === 0) return t.free;
    return fees
      .map((fee) => {
        const head =
          fee.amount === null
            ? t.feeNamed(fee.name)
            : fee.amount === 0
              ? t.feeFree(fee.name)
              : t.fee(fee.name, t.money(yuan(fee.amount)));
        return joined(t, [
          head,
          optional(t, fee.notes),
          fee.waiver === undefined ? undefined : t.sentence(t.feeWaiver(fee.waiver)),
          t.feeBasis(fee.basis),
        ]);
      })
      .join('\n');
  },

  time_limit: ({ time_limit: { legal, promised, notes } }, t) => {
    const limits =
      legal === 'immediate'
        ? t.alwaysOnTheSpot
        : promised === 'immediate'
          ? t.promisedOnTheSpot(limitText(legal, t))
          : t.timeLimit(limitText(legal, t), limitText(promised, t));
    return joined(t, [limits, optional(t, notes)]);
  },

  locations: ({ locations }, t) => locations.map((place) => t.location(place)).join('\n'),

  handling: ({ handling }, t) =>
    joined(t, [
      t.handling.channels(handling.channels.map((channel) => t.channels[channel]).join(t.listComma)),
      t.handling.visits(handling.visits),
      handling.appointment ? t.handling.appointment : t.handling.noAppointment,
      handling.express ? t.handling.express : t.handling.noExpress,
      optional(t, handling.notes),
    ]),

  result: ({ result }, t) =>
    joined(t, [
      t.result.name(result.name),
      t.result.delivery(result.delivery.map((way) => t.delivery[way]).join(t.listComma)),
      result.validity === undefined ? undefined : t.sentence(t.result.validity(result.validity)),
      optional(t, result.notes),
    ]),

  contacts: ({ contacts }, t) =>
    joined(t, [t.contacts.consult(contacts.consult), t.contacts.complaint(contacts.complaint)]),

  legal_basis: ({ legal_basis }, t) =>
    legal_basis.map(({ title, article }) => t.law(title, article)).join('\n'),
};

/** What a field says beside its values: all that counts of a field that the source leaves unstated. */
const NOTES: Readonly<
  Partial<Record<FieldAnchor, (fields: GuideFields) => readonly (string | undefined)[]>>
> = {
  materials: ({ materials }) => materials.map(({ notes }) => notes),
  fees: ({ fees }) => fees.map(({ notes }) => notes),
  time_limit: ({ time_limit }) => [time_limit.notes],
  handling: ({ handling }) => [handling.notes],
  result: ({ result }) => [result.notes],
};

function textOf(anchor: FieldAnchor, fields: GuideFields, t: SectionTexts): string {
  if (!fields.unstated?.includes(anchor)) return RENDER[anchor](fields, t);
  const notes = NOTES[anchor]?.(fields) ?? [];
  return joined(t, [t.unstated, ...notes.map((text) => optional(t, text))]);
}

const ORDER: readonly FieldAnchor[] = [
  'summary',
  'conditions',
  'materials',
  'steps',
  'fees',
  'time_limit',
  'locations',
  'handling',
  'result',
  'contacts',
  'legal_basis',
];

/** Anchors that belong to fields; a section of the body may not take them. */
export const FIELD_ANCHORS: ReadonlySet<string> = new Set(ORDER);

/**
 * Every citable section of a guide in reading order: one per field, in sentences of the guide's language, then the
 * sections of its body. These texts are what citations quote and what figures of an answer are compared with. Of a
 * field that the source leaves unstated they have the notes only: its values fill the format and are no facts.
 */
export function sectionsOf(fields: GuideFields, body: readonly GuideSection[]): GuideSection[] {
  const t = SECTION_TEXTS[fields.lang];
  const own = ORDER.map((anchor) => ({ anchor, title: t.titles[anchor], text: textOf(anchor, fields, t) }));
  return [...own, ...body];
}
