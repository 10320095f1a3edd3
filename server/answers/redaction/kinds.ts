export type PersonalKind =
  | 'receipt'
  | 'id_number'
  | 'bank_card'
  | 'passport'
  | 'travel_permit'
  | 'residence_card'
  | 'phone'
  | 'email'
  | 'plate'
  | 'name'
  | 'address'
  | 'birth_date';

/**
 * What stands in the text instead; the same in every language, so that models and staff read it alike. A second value
 * of the kind is `[PHONE_2]`.
 */
export const PLACEHOLDER: Readonly<Record<PersonalKind, string>> = {
  receipt: '[RECEIPT]',
  id_number: '[ID_NUMBER]',
  bank_card: '[BANK_CARD]',
  passport: '[PASSPORT]',
  travel_permit: '[TRAVEL_PERMIT]',
  residence_card: '[RESIDENCE_CARD]',
  phone: '[PHONE]',
  email: '[EMAIL]',
  plate: '[PLATE]',
  name: '[NAME]',
  address: '[ADDRESS]',
  birth_date: '[BIRTH_DATE]',
};

const names = Object.values(PLACEHOLDER).map((mark) => mark.slice(1, -1));

/** Every placeholder in a text, numbered ones too. Global: for `replace` and `matchAll`. */
export const PLACEHOLDERS = new RegExp(String.raw`\[(?:${names.join('|')})(?:_[1-9]\d{0,2})?\]`, 'g');

/** The `n`th different value of a kind, from 1. */
export const placeholder = (kind: PersonalKind, n: number): string =>
  n === 1 ? PLACEHOLDER[kind] : PLACEHOLDER[kind].replace(']', `_${n}]`);

/** Numbers that open something for whoever has them: they belong into a card, not into the conversation. */
const SECRET: ReadonlySet<PersonalKind> = new Set([
  'receipt',
  'id_number',
  'bank_card',
  'passport',
  'travel_permit',
  'residence_card',
]);
export const isSecret = (kind: PersonalKind): boolean => SECRET.has(kind);
