import { z } from 'zod';

/** Stages of a case as a citizen sees them, in order; `supplement` only while materials are asked for. */
export const CaseState = z.enum([
  'submitted',
  'supplement_requested',
  'accepted',
  'not_accepted',
  'in_review',
  'suspended',
  'approved',
  'refused',
  'delivered',
  'withdrawn',
]);
export type CaseState = z.infer<typeof CaseState>;

const MaterialItem = z.object({
  id: z.string(),
  name: z.string(),
  required: z.boolean(),
  /** For whom or when it is needed, in words; null when always. */
  when: z.string().nullable(),
  /** "1 original, 1 copy"; null when nothing needs to be brought. */
  amount: z.string().nullable(),
  notes: z.string().nullable(),
  /** False when the office fetches it itself from shared data: nothing to bring. */
  bring: z.boolean(),
  /** 容缺: may be handed in later. */
  deferrable: z.boolean(),
});

export const MaterialsCard = z.object({
  type: z.literal('materials'),
  id: z.string(),
  guide: z.string(),
  title: z.string(),
  subtitle: z.string(),
  /** Short facts such as "Free" or "Done on the spot". */
  facts: z.array(z.string()),
  items: z.array(MaterialItem),
});
export type MaterialsCard = z.infer<typeof MaterialsCard>;

export const ChoicesCard = z.object({
  type: z.literal('choices'),
  id: z.string(),
  title: z.string(),
  /** `say` is sent as the citizen's next message when the choice is taken. */
  options: z.array(z.object({ label: z.string(), say: z.string() })).min(2),
});
export type ChoicesCard = z.infer<typeof ChoicesCard>;

export const VerifyCard = z.object({
  type: z.literal('verify'),
  id: z.string(),
  title: z.string(),
  /** Sent as the citizen's next message once `POST /api/cases/grants` has succeeded. */
  say: z.string(),
});
export type VerifyCard = z.infer<typeof VerifyCard>;

export const CaseStage = z.object({
  key: z.enum(['received', 'accepted', 'review', 'decided', 'delivered']),
  label: z.string(),
  /** ISO 8601 with offset; null when not reached. */
  at: z.iso.datetime({ offset: true }).nullable(),
  state: z.enum(['done', 'now', 'todo']),
});

/** A case as its owner may see it. Carries no name, no ID number and only the tail of the receipt. */
export const CaseCard = z.object({
  type: z.literal('case'),
  id: z.string(),
  guide: z.string(),
  service: z.string(),
  receiptTail: z.string(),
  state: CaseState,
  stateLabel: z.string(),
  submittedAt: z.iso.datetime({ offset: true }),
  dueAt: z.iso.datetime({ offset: true }).nullable(),
  /** Working days the office has spent so far, stops not counted. */
  workdaysSoFar: z.int().min(0),
  stages: z.array(CaseStage),
  /** What is asked of the citizen now; empty when nothing is. */
  asks: z.array(z.object({ id: z.string(), text: z.string() })),
  asksDueAt: z.iso.datetime({ offset: true }).nullable(),
});
export type CaseCard = z.infer<typeof CaseCard>;

export const ContactCard = z.object({
  type: z.literal('contact'),
  id: z.string(),
  title: z.string(),
  contacts: z.array(
    z.object({
      name: z.string(),
      phone: z.string().nullable(),
      hours: z.string().nullable(),
      address: z.string().nullable(),
    }),
  ),
});
export type ContactCard = z.infer<typeof ContactCard>;

/** How a matter goes, step by step. */
export const StepsCard = z.object({
  type: z.literal('steps'),
  id: z.string(),
  guide: z.string(),
  title: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      text: z.string().nullable(),
      /** Who does it. */
      by: z.string().nullable(),
      /** How long it may take, in words. */
      limit: z.string().nullable(),
    }),
  ),
});
export type StepsCard = z.infer<typeof StepsCard>;

/** What a matter costs. */
export const FeesCard = z.object({
  type: z.literal('fees'),
  id: z.string(),
  guide: z.string(),
  title: z.string(),
  /** Empty: the matter is free, and `free` says so. */
  items: z.array(z.object({ name: z.string(), amount: z.string(), notes: z.string().nullable() })),
  free: z.string().nullable(),
});
export type FeesCard = z.infer<typeof FeesCard>;

/** Where a matter is handled. */
export const PlacesCard = z.object({
  type: z.literal('places'),
  id: z.string(),
  guide: z.string(),
  title: z.string(),
  items: z.array(
    z.object({ name: z.string(), address: z.string(), hours: z.string(), phone: z.string().nullable() }),
  ),
});
export type PlacesCard = z.infer<typeof PlacesCard>;

/** Offers a call back by a member of staff. Nothing is asked for until the citizen sends the card. */
export const CallbackCard = z.object({
  type: z.literal('callback'),
  id: z.string(),
  title: z.string(),
  /** The guide in hand, null when there is none: goes with the request. */
  guide: z.string().nullable(),
  /** What the call is about, in the citizen's own words without personal data; may be changed before it is sent. */
  topic: z.string(),
});
export type CallbackCard = z.infer<typeof CallbackCard>;

export const Card = z.discriminatedUnion('type', [
  MaterialsCard,
  StepsCard,
  FeesCard,
  PlacesCard,
  ChoicesCard,
  VerifyCard,
  CaseCard,
  ContactCard,
  CallbackCard,
]);
export type Card = z.infer<typeof Card>;
