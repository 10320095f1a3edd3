import { isDay } from './id-number.ts';
import { matches, type Rule, type Span } from './rule.ts';

const NUMBER = '(?:[A-Z]?\\d{1,5}[A-Z]?|[甲乙丙丁]|[零〇一二三四五六七八九十百]{1,4})';
const BUILDING = `${NUMBER} ?(?:号院|号楼|号|弄|巷|栋|幢|座|楼|单元|层|组|队|支弄|院|排)[,， -]?`;

/** House, building, stair, room: 12号3单元402室, 3栋2单元501, 5号楼302. */
const TO_THE_ROOM = new RegExp(
  `(?:${BUILDING}){1,5}${NUMBER}(?: ?(?:室|房|号房|户|号)|(?![\\d\\p{Script=Han}.%]))`,
  'giu',
);
/** What comes before the house number, from the province down. */
const PLACE_NAMES =
  /(?:\p{Script=Han}{1,9}(?:省|自治区|市|区|县|镇|乡|街道|村|社区|路|街|大道|巷|弄|胡同|小区|花园|苑|公寓|大厦|新村|家园|城|园|里|府|庭|庄|湾|庐))+[,， ]?$/u;
const BEFORE_PLACE = /^.*?(?:住址是?|地址是?|地址|住在|家住|搬到|搬去|位于|家在|寄到|送到|户口在|住|是)/u;
/** Rooms of offices are no one's home. */
const PUBLIC =
  /政务|中心|大厅|公安|派出所|税务|法院|医院|卫生院|银行|学校|大学|小学|中学|委员会|服务站|局|办事处|窗口/u;
const LONGEST_PLACE = 40;

function* chineseAddresses(text: string): Iterable<Span> {
  for (const match of text.matchAll(TO_THE_ROOM)) {
    const units = match[0].match(/号|弄|栋|幢|座|楼|单元|室|房|户|组|队/gu) ?? [];
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - LONGEST_PLACE), match.index);
    const place = PLACE_NAMES.exec(before)?.[0] ?? '';
    const named = place.replace(BEFORE_PLACE, '');
    // "3号楼2楼" alone is where a window is; a home has a street, or three storeys of numbers.
    if (named === '' && units.length < 3) continue;
    if (
      PUBLIC.test(/\p{Script=Han}*$/u.exec(before)?.[0] ?? '') ||
      /^.{0,6}(?:窗口|大厅|柜台)/u.test(text.slice(end))
    )
      continue;
    yield [match.index - named.length, end];
  }
}

const ROAD_EN =
  '(?:road|rd|street|st|avenue|ave|lane|garden|gardens|building|court|community|block|district|village|residence)';
const ROOM_EN = '(?:flat|apartment|apt|room|unit|suite)\\.? ?#?[a-z]?\\d{1,5}[a-z]?';
const HOUSE_EN = `\\d{1,5}[a-z]?,? (?:[a-z][\\w'-]{0,20} ){1,4}${ROAD_EN}\\b\\.?`;

const ZH_DATE =
  '(?:(?:1[89]|20)\\d{2}|[一二][零〇九八一二三四五六七]{3})[年./-] ?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[月./-] ?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?|(?:19|20)\\d{6}';
const MONTHS = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const EN_DATE = `\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTHS},? \\d{4}|${MONTHS} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}|(?:19|20)\\d{6}`;

/** Eight digits in a row are a date only when they are a day. */
const isBirthday = (found: string) =>
  !/^\d{8}$/.test(found) ||
  isDay(Number(found.slice(0, 4)), Number(found.slice(4, 6)), Number(found.slice(6)));

export const PLACES: readonly Rule[] = [
  { kind: 'address', find: chineseAddresses },
  {
    kind: 'address',
    // Without a room, but said to be where one lives.
    find: matches(
      /(?:我家?|本人|老家|孩子)(?:的|现在|目前|一直)?(?:家?住在?|住址[是:]?|地址[是:]?|家在|户口在|户籍地址[是:]?) ?(?<v>\p{Script=Han}{2,24}(?:路|街|大道|巷|弄|胡同|村|小区|花园|苑|新村|家园|里|组) ?(?:\d{1,5}(?:号|弄|组|栋|幢|座)[之-]?){1,3})/dgu,
    ),
  },
  {
    kind: 'address',
    find: matches(
      new RegExp(
        `(?<![a-z])(?:${ROOM_EN}(?:, ?[\\w' -]{1,40}){0,3}?, ?${HOUSE_EN}(?:, [A-Z][\\w' -]{2,30}){0,2}|${HOUSE_EN}(?:, ?[\\w' -]{1,40}){0,2}?, ?${ROOM_EN}|${ROOM_EN}(?:, ?(?:building|block|unit|tower|stair|lane|no\\.?) ?[a-z]?\\d{1,5}[a-z]?){1,4}(?:, [a-z][\\w' -]{2,30}){0,3})`,
        'gid',
      ),
    ),
  },
  {
    kind: 'address',
    find: matches(
      new RegExp(
        `\\b(?:i live (?:at|in|on)|i'm living (?:at|in)|my (?:home |own |new )?address is|we live (?:at|in)) (?<v>(?:no\\.? ?)?${HOUSE_EN}(?:, ?[A-Z][\\w' -]{2,30}){0,2})`,
        'gid',
      ),
    ),
  },
  {
    kind: 'birth_date',
    find: matches(
      new RegExp(
        `(?:我|本人)(?:是|于|在|的?生日[是:为]?)? ?(?:农历|阳历)?(?<v>${ZH_DATE})(?= ?(?:出生|生(?!效|成|活|产)|的?生日))`,
        'gud',
      ),
      isBirthday,
    ),
  },
  {
    kind: 'birth_date',
    find: matches(
      new RegExp(
        `(?:(?:我的?|本人的?)(?:生日|出生(?:日期|年月日?|时间)|生辰)[ 是为:]{0,3}(?:农历|阳历)?|出生(?:日期|年月日)[是为:] ?)(?<v>${ZH_DATE})`,
        'gud',
      ),
      isBirthday,
    ),
  },
  {
    kind: 'birth_date',
    find: matches(
      new RegExp(
        `\\b(?:i was born (?:on |in )?(?:the )?|i'm born (?:on )?|my (?:date of birth|birthday|birth date|dob)(?: is| was|:)? (?:on )?(?:the )?|\\bdob:? ?)(?<v>${EN_DATE})`,
        'gid',
      ),
      isBirthday,
    ),
  },
];
