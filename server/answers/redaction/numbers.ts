import { parseReceipt } from '#server/cases/index.ts';
import { hasBirthday, isOldIdNumber } from './id-number.ts';
import { digitsOf, GAP, matches, type Rule, spread, WIDE_GAP } from './rule.ts';

/** ISO/IEC 7812-1: every second digit from the right doubled, digit sums added, a multiple of ten. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const value = i % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Issuers of cards that are used here: UnionPay, Visa, Mastercard, JCB, American Express, Discover, old ICBC cards. */
const ISSUER = /^(?:6[0-5]|81|4|5[1-5]|2[2-7]|35|3[47]|9558)/;

const OWN_ID =
  '(?:身份证|证件|(?<![a-z])id (?:card|number|no)|identity (?:card|number)|(?<![a-z])id)(?:号码?|的?号|number|no)?';

/** In this order: a receipt may hold what looks like a date, an ID number what looks like a mobile number. */
export const NUMBERS: readonly Rule[] = [
  {
    kind: 'receipt',
    spelled: true,
    // O, I and L are forgiven for 0 and 1, as they are when a receipt is read. A mistyped one is as personal as a right one.
    find: matches(
      new RegExp(
        `(?<![0-9a-z])h${WIDE_GAP}c${WIDE_GAP}2${WIDE_GAP}[0o]${WIDE_GAP}${spread('[0-9oil]', 2, WIDE_GAP)}${WIDE_GAP}${spread('[0-9a-z]', 9, WIDE_GAP)}(?![0-9a-z])`,
        'gid',
      ),
    ),
  },
  {
    kind: 'receipt',
    // Without HC, even without the year: in its groups, of letters and digits, or whole with the right check character.
    find: matches(
      new RegExp(
        `(?<![0-9a-z]|[0-9a-z][-_/.])(?:(?:2[0o][0-9oil]{2}[-_/.])?[0-9a-z]{4}[-_/.][0-9a-z]{4}[-_/.][0-9a-z]|2${WIDE_GAP}[0o]${WIDE_GAP}${spread('[0-9oil]', 2, WIDE_GAP)}${WIDE_GAP}${spread('[0-9a-z]', 9, WIDE_GAP)})(?![0-9a-z]|[-_/.][0-9a-z])`,
        'gid',
      ),
      (found) =>
        /^(?:.{4}[-_/.])?(?=.*\d)(?=.*[a-z]).{4}[-_/.].{4}[-_/.].$/i.test(found) ||
        parseReceipt(found) !== undefined,
    ),
  },
  {
    kind: 'id_number',
    spelled: true,
    find: matches(
      new RegExp(`(?<!\\d)${spread('\\d', 17, WIDE_GAP)}${WIDE_GAP}[\\dx](?!\\d)`, 'gid'),
      (found) => hasBirthday(found.replace(/[^0-9x]/gi, '')),
    ),
  },
  {
    kind: 'id_number',
    spelled: true,
    find: matches(new RegExp(`(?<!\\d)${spread('\\d', 15, GAP)}(?!\\d)`, 'gd'), (found) =>
      isOldIdNumber(digitsOf(found)),
    ),
  },
  {
    kind: 'id_number',
    spelled: true,
    // A digit too many or too few, but said to be one.
    find: matches(
      new RegExp(
        `${OWN_ID}[ :是为叫]{0,4}(?:is |number )?(?<v>${spread('\\d', 14, GAP)}(?:${GAP}[\\dx]){1,6})(?![0-9a-z])`,
        'gid',
      ),
    ),
  },
  {
    kind: 'id_number',
    spelled: true,
    // The part of it that opens a case.
    find: matches(
      /(?:[后末最]四位(?:数字?|号码?)?|last (?:four|4)(?: digits| characters| numbers)?(?: of (?:my|the|his|her) (?:id|identity)(?: card| number)*)?)[ :是为]{0,3}(?:are |is )?(?<v>\d[ -]?\d[ -]?\d[ -]?[\dx])(?![0-9a-z])/dgi,
    ),
  },
  {
    kind: 'id_number',
    // Hong Kong: the check digit in brackets. Taiwan: a letter, the sex, eight digits.
    find: matches(/(?<![0-9a-z])(?:[A-Z]{1,2}\d{6} ?\([0-9A]\)|[A-Z][12]\d{8}(?![0-9a-z]))/dgi),
  },
  {
    kind: 'bank_card',
    spelled: true,
    find: matches(/(?<![\d])\d(?:[ -]{0,2}\d){14,18}(?!\d)/dg, (found) => {
      const digits = digitsOf(found);
      return ISSUER.test(digits) && luhn(digits) && (digits.length > 15 || /^3[47]/.test(digits));
    }),
  },
  {
    kind: 'bank_card',
    spelled: true,
    // A digit wrong, but said to be one; accounts have no check.
    find: matches(
      /(?:银行卡|信用卡|储蓄卡|借记卡|卡号|[账帐]号|account(?: number| no\.?)?|card(?: number| no\.?)?)(?:号码?|号)?[ :是为]{0,3}(?:is )?(?<v>\d(?:[ -]{0,2}\d){11,22})(?!\d)/dgi,
    ),
  },
  {
    kind: 'phone',
    spelled: true,
    // Mainland mobile numbers, MIIT numbering plan: 11 digits, 13x to 19x.
    find: matches(
      new RegExp(
        `(?<!\\d)(?:\\(?(?:\\+|00)?86\\)?${GAP})?1${GAP}[3-9]${GAP}${spread('\\d', 9, GAP)}(?!\\d)`,
        'gd',
      ),
    ),
  },
  {
    kind: 'phone',
    spelled: true,
    // Its three groups, or every digit, between commas or strokes: no amount is grouped so.
    find: matches(
      /(?<!\d)(?:1[3-9]\d[ ,、/|~;]{1,3}\d{4}[ ,、/|~;]{1,3}\d{4}|1([ ,、/|;~+*]{1,3})[3-9](?:\1\d){9})(?!\d)/dg,
    ),
  },
  {
    kind: 'phone',
    spelled: true,
    // Landlines: area code 010, 02x or 0[3-9]xx; none begins with 00. Hotlines of 400 and 800 are none.
    find: matches(
      new RegExp(
        `(?<![\\d])(?<![\\d][-.])(?:(?:\\+|00)86${GAP})?\\(?0(?:10|2\\d|[3-9]\\d{2})\\)?${GAP}(?:[2-9]\\d{3}${GAP}\\d{4}|[2-9]\\d{2}${GAP}\\d{4})(?:[ ,]{0,2}(?:转|分机|-|ext\\.?|x|#)[ ]{0,2}\\d{1,6})?(?!\\d)`,
        'gid',
      ),
    ),
  },
  {
    kind: 'phone',
    // Abroad, with its plus.
    find: matches(/\+[1-9]\d{0,2}(?:[ ().-]{0,3}\d){7,12}(?!\d)/dg),
  },
  {
    kind: 'phone',
    spelled: true,
    // Said to be one's own: local numbers and mistyped ones.
    find: matches(
      /(?:(?:我|本人|我家|家里|儿子|女儿|老公|老婆|爱人|邻居)的?(?:[手座]机|电话|联系方式|微信)(?:号码?)?|my (?:home |office |work |new |old |cell |mobile )*(?:phone|number|mobile|cell|landline|wechat)(?: number| id)?|call me (?:back )?(?:at|on)|reach me (?:at|on))[ :是为]{0,3}(?:is )?(?<v>\d(?:[ -]{0,2}\d){6,11})(?!\d)/dgi,
    ),
  },
];
