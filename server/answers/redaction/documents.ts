import { isCreditCode } from './id-number.ts';
import { digitsOf, matches, type Rule } from './rule.ts';

/** Twenty-one century days run together: an expiry date beside the word "passport" is no number of one. */
const isDate = (value: string) => /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(value);
const isNumber = (found: string) => {
  const value = found.replace(/[ -]/g, '');
  return digitsOf(value).length >= 4 && !isDate(value) && !isCreditCode(value);
};

/** Provinces as number plates begin, GA 36-2018. */
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';

const DOCUMENT_EN = '(?:number|no\\.?|#)?(?: is| was|:| =)? ?(?:is )?';

export const DOCUMENTS: readonly Rule[] = [
  {
    kind: 'email',
    find: matches(
      /(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]|艾特) ?[a-z0-9-]{1,63}(?:(?: ?(?:\.|\(dot\)|\[dot\]|点) ?| dot )[a-z0-9-]{1,63}){1,5}|(?<![\w.+-])[\w.+-]{1,64} at [a-z0-9-]{1,63}(?: dot [a-z0-9-]{1,63}){1,5}/dgi,
    ),
  },
  {
    kind: 'passport',
    // Ordinary E and G, E with a second letter; diplomatic, service and public affairs D, S, P, DE, SE, PE.
    find: matches(
      /(?<![0-9a-z])(?:[EGDSP][ -]?\d{4}[ -]?\d{4}|E[A-HJ-NP-Z][ -]?\d{3}[ -]?\d{4}|[DSP]E[ -]?\d{7})(?![0-9a-z])/dgi,
    ),
    spelled: true,
  },
  {
    kind: 'passport',
    // Any country's, said to be one.
    find: matches(
      new RegExp(
        `(?:护照(?:号码?|编号)?[ :是为]{1,3}|护照(?:号码?|编号)|passport ${DOCUMENT_EN})(?<v>[A-Z0-9]{1,3}[ -]?[0-9A-Z]{5,9})(?![0-9a-z])`,
        'gid',
      ),
      isNumber,
    ),
  },
  {
    kind: 'travel_permit',
    // Home return permits H and M with 8 or 10 digits; permits for Hong Kong and Macao C, CA, W; for Taiwan L and T.
    find: matches(
      /(?<![0-9a-z])(?:[HM][ -]?\d{8}(?:[ -]?\d{2})?|[CWLT][ -]?\d{8}|C[A-Z][ -]?\d{7})(?![0-9a-z])/dgi,
    ),
  },
  {
    kind: 'travel_permit',
    find: matches(
      new RegExp(
        `(?:台胞证|回乡证|来往大陆通行证|来往内地通行证|往来港澳通行证|通行证|(?:travel|home return|compatriots?) permit )(?:号码?|编号)?[ :是为]{0,3}${DOCUMENT_EN}(?<v>[A-Z]?\\d{8}(?:\\d{2})?)(?!\\d)`,
        'gid',
      ),
      isNumber,
    ),
  },
  {
    kind: 'residence_card',
    // Foreigners' permanent residence before 2023: country, then twelve digits. Later ones are numbers as citizens have.
    find: matches(/(?<![0-9a-z])[A-Z]{3}[ -]?\d{6}[ -]?\d{6}(?![0-9a-z])/dgi),
  },
  {
    kind: 'id_number',
    // Other papers' numbers, said to be one.
    find: matches(
      /(?:社保(?:卡|编)?号|社会保障号|医保(?:卡|编)?号|公积金(?:账|帐)?号|个人(?:账|帐|编)号|学籍号|(?:驾驶?证|驾照|居住证|许可证|工作证|残疾证|结婚证|离婚证|出生证)(?:编?号码?)|档案编号|证号|证件号码?|(?:licen[cs]e|permit|certificate|social security|insurance)(?: card)? (?:number|no\.?)(?: is|:)?)(?:码)?[ :是为]{0,3}(?<v>[A-Z0-9](?:[ -]?[A-Z0-9]){6,20})(?![0-9a-z])/dgi,
      (found) => digitsOf(found).length >= 6 && isNumber(found),
    ),
  },
  {
    kind: 'plate',
    // GA 36-2018: five characters, six for new energy, without I and O.
    find: matches(
      new RegExp(
        `[${PROVINCES}] ?[A-HJ-Z][ ·.•-]?(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJ-NP-Z][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJ-NP-Z])(?![A-Z0-9])`,
        'gid',
      ),
      (found) => /\d/.test(found),
    ),
  },
  {
    kind: 'plate',
    find: matches(
      /(?:车牌(?:号码?)?|plate(?: number| no\.?)?|registration number)[ :是为]{0,3}(?:is )?(?<v>[A-Z]{1,3}[ ·.-]?(?=[A-Z]{0,5}\d)[A-Z0-9]{4,6})(?![A-Z0-9])/dgi,
    ),
  },
];
