import type { GuideFields, Locale } from '#protocol/index.ts';
import type { GuideDraft } from './draft.ts';
import { given } from './given.ts';
import { IMPORT_TEXTS, type ImportTexts } from './texts/index.ts';

type Words = ImportTexts['unstated'];
type Anchor = NonNullable<GuideFields['unstated']>[number];

/**
 * Fills the format where the source gives no limit. No office promises it, so that a reader who overlooks `unstated`
 * is not led to a deadline.
 */
const FILLER_LIMIT = '365 days';
/** Calendar days in a unit; the loader refuses a promised limit above the legal one. */
const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, workday: 7 / 5 };

function days(limit: string): number {
  const [count, unit = ''] = limit.split(' ');
  return limit === 'immediate' ? 0 : Number(count) * (DAYS[unit.replace(/s$/, '')] ?? 1);
}

const GAP: Readonly<Record<Locale, string>> = { zh: '。', en: '. ' };

export interface CompleteOptions {
  status: 'draft' | 'active';
  /** ISO date of the import: from then on the guide counts, and its review is due. */
  today: string;
}

/** Each part builds its field and reports its anchor when the source leaves it unsaid. */
interface Filling {
  draft: GuideDraft;
  t: Words;
  unstated(anchor: Anchor): void;
  /** What the source does say, then that the rest above only fills the format. */
  honest(known: readonly (string | undefined)[]): string;
}

function timeLimit({ draft, t, unstated, honest }: Filling): GuideFields['time_limit'] {
  const { legal, promised, notes } = draft.time_limit ?? {};
  if (legal !== undefined && promised !== undefined && days(promised) <= days(legal))
    return { legal, promised, ...(notes !== undefined && { notes }) };
  unstated('time_limit');
  const known = [legal && t.legal(legal), promised && t.promised(promised), notes];
  return { legal: FILLER_LIMIT, promised: FILLER_LIMIT, notes: honest(known) };
}

function handling({ draft, t, unstated, honest }: Filling): GuideFields['handling'] {
  const { channels, visits, appointment, express, online = null, notes } = draft.handling ?? {};
  if (channels !== undefined && visits !== undefined && appointment !== undefined && express !== undefined)
    return { channels, visits, appointment, express, online, ...(notes !== undefined && { notes }) };
  unstated('handling');
  const known = [
    channels && t.channels(channels.map((channel) => t.channel[channel]).join(t.list)),
    visits === undefined ? undefined : t.visits(visits),
    appointment === undefined ? undefined : t.appointment[`${appointment}`],
    express === undefined ? undefined : t.express[`${express}`],
    notes,
  ];
  return {
    channels: channels ?? ['window'],
    visits: visits ?? 1,
    appointment: appointment ?? false,
    express: express ?? false,
    online,
    notes: honest(known),
  };
}

function result({ draft, t, unstated, honest }: Filling): GuideFields['result'] {
  const { name = t.text, delivery, validity, notes } = draft.result ?? {};
  const rest = { ...(validity !== undefined && { validity }) };
  if (delivery !== undefined && draft.result?.name !== undefined)
    return { name, delivery, ...rest, ...(notes !== undefined && { notes }) };
  unstated('result');
  return {
    name,
    delivery: delivery ?? ['pickup'],
    ...rest,
    notes: honest([name === t.text ? undefined : t.result(name), notes]),
  };
}

function fees({ draft, t, unstated }: Filling): GuideFields['fees'] {
  if (draft.fees === undefined) {
    unstated('fees');
    return [{ name: t.fee, amount: null, basis: t.text }];
  }
  return draft.fees.map((fee) => ({
    ...fee,
    name: fee.name ?? fee.notes ?? t.fee,
    amount: fee.amount ?? null,
    basis: fee.basis ?? t.text,
  }));
}

function lists(
  filling: Filling,
): Pick<GuideFields, 'conditions' | 'materials' | 'steps' | 'locations' | 'legal_basis'> {
  const { draft, t, unstated } = filling;
  for (const anchor of ['conditions', 'materials', 'steps', 'locations', 'legal_basis'] as const)
    if (draft[anchor] === undefined) unstated(anchor);
  return {
    conditions: draft.conditions ?? [{ id: 'c1', text: t.text }],
    materials: (draft.materials ?? [{ id: 'm1', name: t.text }]).map(({ id, name, ...rest }) => ({
      id,
      name,
      required: true,
      when: null,
      originals: 0,
      copies: 0,
      source: 'applicant',
      deferrable: false,
      ...given(rest),
    })),
    steps: (draft.steps ?? [{ id: 's1', text: t.text }]).map(({ id, ...rest }, index) => ({
      id,
      name: t.step(index + 1),
      by: t.text,
      ...given(rest),
    })),
    locations: (draft.locations ?? [{}]).map((place) => ({
      name: t.text,
      address: t.text,
      hours: t.text,
      phone: t.text,
      ...given(place),
    })),
    legal_basis: draft.legal_basis ?? [{ title: t.text }],
  };
}

/**
 * Makes a draft whole so that it can be loaded and searched in a data directory of its own: what the source leaves
 * unsaid is said to be unsaid, in words where the field is text, by `unstated` and a note where it is a figure. For
 * looking at imported guides only; what the hall answers from is completed by a curator.
 */
export function completeDraft(draft: GuideDraft, { status, today }: CompleteOptions): GuideFields {
  const t = IMPORT_TEXTS[draft.lang].unstated;
  const anchors = new Set<Anchor>();
  const filling: Filling = {
    draft,
    t,
    unstated: (anchor) => anchors.add(anchor),
    honest(known) {
      const said = known.filter((part) => part !== undefined && part !== '').join(t.list);
      return said === '' ? t.filler : `${t.filler}${GAP[draft.lang]}${t.known(said)}`;
    },
  };
  if (draft.summary === undefined) anchors.add('summary');
  const fields: GuideFields = {
    id: draft.id,
    lang: draft.lang,
    name: draft.name,
    summary: draft.summary ?? t.summary(draft.name),
    aliases: draft.aliases ?? [],
    kind: draft.kind ?? 'item',
    includes: draft.includes ?? [],
    status,
    effective: { ...draft.effective, from: draft.effective?.from ?? today },
    authority: { name: draft.authority?.name ?? t.text, joint: draft.authority?.joint ?? [] },
    audience: draft.audience ?? ['person', 'business'],
    life_event: draft.life_event ?? 'unsorted',
    handling: handling(filling),
    time_limit: timeLimit(filling),
    ...lists(filling),
    fees: fees(filling),
    result: result(filling),
    contacts: { consult: draft.contacts?.consult ?? t.text, complaint: draft.contacts?.complaint ?? t.text },
    questions: draft.questions ?? [],
    related: draft.related ?? [],
    source: {
      owner: draft.source?.owner ?? draft.authority?.name ?? t.text,
      reviewed: draft.source?.reviewed ?? today,
      review_by: draft.source?.review_by ?? today,
    },
  };
  return anchors.size === 0 ? fields : { ...fields, unstated: [...anchors] };
}
