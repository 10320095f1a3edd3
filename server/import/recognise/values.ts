import { TimeLimit } from '#protocol/index.ts';

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** Chinese number words up to 999 ("二十", "一百二十") as a number; undefined when it is none. */
export function chineseNumber(text: string): number | undefined {
  let total = 0;
  let digit: number | undefined;
  for (const sign of text) {
    if (sign === '百' || sign === '十') {
      total += (digit ?? 1) * (sign === '百' ? 100 : 10);
      digit = undefined;
    } else if (DIGITS[sign] !== undefined) digit = DIGITS[sign];
    else return undefined;
  }
  return text === '' ? undefined : total + (digit ?? 0);
}

const NARROW = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

/** "无", "不涉及", "/": the source has the label and says there is nothing. */
export const saysNone = (text: string): boolean =>
  /^(?:无|暂无|没有|不涉及|不适用|无需|[-/—–]+|none|n\/?a|not applicable|nil)[。.]?$/i.test(NARROW(text));

const COUNT = '(\\d{1,4}|[零〇一二两三四五六七八九十百]{1,5})';
const UNIT =
  '(?:个)?\\s*[(]?\\s*(工作日|个工作日|自然日|日历日|天|日|小时|working days?|workdays?|business days?|calendar days?|days?|hours?)\\s*[)]?';
const LIMIT = new RegExp(`${COUNT}\\s*${UNIT}`, 'i');
const WHOLE_LIMIT = new RegExp(
  `^(?:(?:自?受理(?:之日起|后)|最长|不超过|within|up to|at most|约)\\s*,?)*${COUNT}\\s*${UNIT}(?:内|以内|办结|内办结)?[。.]?$`,
  'i',
);
const ON_THE_SPOT =
  /^(?:当场(?:办结|办理|受理|即办)?|即办(?:件)?|即时(?:办结|办理)?|立等可取|马上办|随到随办|immediate(?:ly)?|on the spot|while you wait|same day on the spot)[。.]?$/i;

function limitOf(count: string, unit: string): TimeLimit | undefined {
  const n = /^\d+$/.test(count) ? Number(count) : chineseNumber(count);
  if (n === undefined) return undefined;
  if (n === 0) return 'immediate';
  const word = /工作|work|business/i.test(unit) ? 'workday' : /小时|hour/i.test(unit) ? 'hour' : 'day';
  return TimeLimit.parse(`${n} ${word}${n === 1 ? '' : 's'}`);
}

/** A text that is a time limit and nothing else, for example "20个工作日", "30(自然日)", "当场办结", "5 working days". */
export function timeLimit(text: string): TimeLimit | undefined {
  const plain = NARROW(text);
  if (ON_THE_SPOT.test(plain)) return 'immediate';
  const [, count, unit] = WHOLE_LIMIT.exec(plain) ?? [];
  return count === undefined || unit === undefined ? undefined : limitOf(count, unit);
}

/** The limit a sentence names when it names just one; undefined otherwise. */
export function onlyLimit(text: string): TimeLimit | undefined {
  const [only, ...more] = [...NARROW(text).matchAll(new RegExp(LIMIT.source, 'gi'))];
  const [, count, unit] = only ?? [];
  return more.length > 0 || count === undefined || unit === undefined ? undefined : limitOf(count, unit);
}

/** The limits that a sentence names as legal (法定) and promised (承诺). */
export function namedLimits(text: string): { legal?: TimeLimit; promised?: TimeLimit } {
  const plain = NARROW(text);
  const after = (word: RegExp) => {
    const at = word.exec(plain);
    if (!at) return undefined;
    const rest = plain.slice(at.index + at[0].length);
    // Up to where the other kind begins.
    const own = rest.split(/法定|承诺|statutory|legal|promised/i)[0] ?? '';
    const spot = /当场|即办|on the spot|immediate/i.test(own);
    const [, count, unit] = LIMIT.exec(own) ?? [];
    if (count !== undefined && unit !== undefined) return limitOf(count, unit);
    return spot ? ('immediate' as const) : undefined;
  };
  const legal = after(/法定|statutory|legal/i);
  const promised = after(/承诺|promised/i);
  return { ...(legal && { legal }), ...(promised && { promised }) };
}

/** Whether a text tells when an office is open; "30(工作日)", which some sites print there, does not. */
export function tellsHours(text: string): boolean {
  const plain = NARROW(text);
  if (timeLimit(plain) !== undefined) return false;
  return /周|星期|上午|下午|全天|24小时|工作日|\d{1,2}\s*[:：点时]|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\bmon|\bfri|weekday|daily|\d\s*[ap]\.?m/i.test(
    plain,
  );
}

/** 是/支持 → true, 否/不支持 → false, anything else undefined. */
export function yesNo(text: string): boolean | undefined {
  const plain = NARROW(text)
    .replace(/[。.]$/, '')
    .toLowerCase();
  if (/^(?:是|有|支持|可以?|能|提供|yes|true|y|1|支持预约|必要|必需|必须|需要|√|✓)$/.test(plain)) return true;
  if (/^(?:否|不|无|没有|不支持|不可以?|不能|不提供|no|false|n|0|非必要|非必需|不需要|×)$/.test(plain))
    return false;
  return undefined;
}

/** Whether "是否收费" says that it is free (true), that it is not (false), or neither (undefined). */
export function saysFree(text: string): boolean | undefined {
  const plain = NARROW(text).replace(/[。.]$/, '');
  if (
    /^(?:否|不收费?|不收取|免费|无|无收费|不收取(?:任何)?费用|free(?: of charge)?|no(?: fee| charge)?|none|nil|0\s*元?)$/i.test(
      plain,
    )
  )
    return true;
  if (/^(?:是|收费|收取|有|yes)$/i.test(plain)) return false;
  return undefined;
}

/** 自然人 → person, 法人 → business; a citizen and a company may both be meant. */
export function audiences(text: string): ('person' | 'business')[] {
  const plain = NARROW(text).toLowerCase();
  const person = /自然人|个人|公民|居民|市民|群众|person|citizen|individual|resident|people/.test(plain);
  const business = /法人|企业|组织|机关|单位|个体工商户|business|compan|enterprise|organi[sz]ation/.test(
    plain,
  );
  return [...(person ? (['person'] as const) : []), ...(business ? (['business'] as const) : [])];
}

type Channel = 'window' | 'web' | 'mobile' | 'kiosk' | 'post';
const CHANNELS: readonly (readonly [Channel, RegExp])[] = [
  ['window', /窗口|现场|大厅|线下|counter|window|in person|office/i],
  ['web', /网上|网办|在线|网站|互联网|线上|web|online|internet/i],
  ['mobile', /手机|移动|掌上|app|小程序|微信|mobile/i],
  ['kiosk', /自助|kiosk|self-service/i],
  ['post', /邮寄|邮政|信函|快递|by post|mail/i],
];

/** Ways of applying that a text offers; "无线下办理窗口" and its like offer none. */
export function channels(text: string): Channel[] {
  const offered = NARROW(text).replace(/(?:无|不支持|没有|暂不|非)[^，,；;、。\s]*/g, '');
  return CHANNELS.filter(([, pattern]) => pattern.test(offered)).map(([channel]) => channel);
}

type Way = 'pickup' | 'post' | 'e-certificate';
const WAYS: readonly (readonly [Way, RegExp])[] = [
  ['pickup', /窗口|自取|现场|当场|领取|直接送达|大厅|pick.?up|collect|in person|counter/i],
  ['post', /邮寄|快递|物流|邮政|post|mail|courier/i],
  ['e-certificate', /电子|网上|网站|下载|electronic|e-?cert|download|online|e-?mail/i],
];

/** How the result reaches the applicant. "邮寄领取" is by post only. */
export function deliveries(text: string): Way[] {
  const plain = NARROW(text).replace(/(邮寄|快递|网上|电子证照)领取/g, '$1');
  return WAYS.filter(([, pattern]) => pattern.test(plain)).map(([way]) => way);
}

/** Visits in person, 0 to 5; "零跑动" and the like are 0. */
export function visits(text: string): number | undefined {
  const plain = NARROW(text);
  if (/零跑|0跑|不见面|全程网办|无需到|不用到|no visit/i.test(plain)) return 0;
  const [, digits] = /^[^\d]*(\d)\s*(?:次|times?|visits?)?[^\d]*$/i.exec(plain) ?? [];
  const n = digits === undefined ? chineseNumber(plain.replace(/[最多到现场跑次至]/g, '')) : Number(digits);
  return n !== undefined && n >= 0 && n <= 5 ? n : undefined;
}

/** 2020年3月1日, 2020-03-01, 2020/3/1 as an ISO date; undefined when there is no such day. */
export function isoDate(text: string): string | undefined {
  const [, year, month = '', day = ''] =
    /(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/.exec(NARROW(text)) ?? [];
  if (year === undefined) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** The one amount of money a text names, in minor units; undefined when it names none or several. */
export function oneAmount(text: string): number | undefined {
  const plain = NARROW(text).replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  const amounts = [
    ...plain.matchAll(/(?:[¥￥]\s*(\d+(?:\.\d{1,2})?))|(?:(\d+(?:\.\d{1,2})?)\s*(?:元|yuan|rmb|cny))/gi),
  ].map(([, before, after]) => before ?? after ?? '');
  const [only, ...more] = amounts;
  const scaled = /[万千百]元|%|％|\d\s*[-~至到—]\s*\d/.test(plain);
  return only === undefined || more.length > 0 || scaled ? undefined : Math.round(Number(only) * 100);
}

/** Life events of the catalogue, by the words in which portals file their services; first match wins. */
const EVENTS: readonly (readonly [string, RegExp])[] = [
  ['birth', /生小孩|生育|收养|出生|having a child|birth/i],
  ['study', /升学|教育|入学|上学|义务教育|study|school|education/i],
  ['marriage', /婚姻|结婚|离婚|marriage/i],
  ['work', /找工作|就业|失业|职业|人才|work|employment|job/i],
  ['business', /创业|设立变更|准营准办|开办企业|企业注销|纳税|business|compan|tax/i],
  ['residence', /户籍|迁居|落户|居住证|residence|moving/i],
  ['housing', /买房|住房|抵押|不动产|公积金|housing|property/i],
  ['health', /医疗|卫生|就医|health|medical/i],
  ['transport', /交通|出行|驾驶|车辆|transport|driv|travel/i],
  ['retirement', /退休|养老|老年|retire|pension/i],
  ['support', /救助|残疾|低保|优待|抚恤|support|disab/i],
  ['papers', /证件|出境|入境|公证|证照|papers|certificate|passport/i],
  ['death', /身后|死亡|殡葬|death|funeral/i],
];

/** The life event a portal's theme belongs to, or a slug given as such; undefined for 其他 and the like. */
export function lifeEvent(themes: readonly string[]): string | undefined {
  for (const theme of themes) {
    if (/^[a-z][a-z-]*$/.test(theme)) return theme === 'other' ? undefined : theme;
    const event = EVENTS.find(([, pattern]) => pattern.test(theme));
    if (event) return event[0];
  }
  return undefined;
}
