import { EN_NUMERAL, parseEnNumeral, parseZhNumeral, ZH_NUMERAL } from './numerals.ts';
import { fold } from './text.ts';

/**
 * A figure by its value. `money` in 分 and `foreign` in another currency, `workday`, `day`, `month` and `minute` as
 * lengths of time (weeks as days, years as months, hours as minutes; "every year" is one of 12 months), `clock` in
 * minutes after midnight, `date` as `Y-M-D` with `*` for parts left out, `percent` in percent (halves and thirds too),
 * `times` as a factor, `phone` and `url` as written without separators, `count` any other number.
 */
export interface Figure {
  kind:
    | 'money'
    | 'foreign'
    | 'workday'
    | 'day'
    | 'month'
    | 'minute'
    | 'clock'
    | 'date'
    | 'percent'
    | 'times'
    | 'phone'
    | 'url'
    | 'count';
  value: string;
  /** What a count counts, where it says so and this tells it from others. */
  of?: Counted;
}

type Counted = 'age' | 'times' | 'copies' | 'people' | 'article' | 'level' | 'area' | 'cars';

const COUNTED: readonly (readonly [RegExp, Counted])[] = [
  [/岁|years? (?:old|of age)/i, 'age'],
  [/[次趟回遍]|times?(?![a-z])|visits?/i, 'times'],
  [/[份张页本套]|cop(?:y|ies)|originals?|prints?/i, 'copies'],
  [/[人名位]|people|persons?|parents?|guardians?/i, 'people'],
  [/[条款]/, 'article'],
  [/级/, 'level'],
  [/平方?米|square/i, 'area'],
  [/辆|cars?(?![a-z])/i, 'cars'],
];
const ORDINAL_BEFORE: readonly (readonly [RegExp, Counted])[] = [
  [/(?:articles?|art\.) $/i, 'article'],
  [/(?:level|grade|class) $/i, 'level'],
  [/aged? $/i, 'age'],
];

function count(value: string, after: string, before = ''): Figure {
  const of =
    COUNTED.find(([pattern]) => after.search(pattern) === 0)?.[1] ??
    ORDINAL_BEFORE.find(([pattern]) => pattern.test(before))?.[1];
  return of === undefined ? { kind: 'count', value } : { kind: 'count', value, of };
}

const ARABIC = '\\d+(?:,\\d{3})*(?:\\.\\d+)?';
const NUMBER = `(?:${ARABIC}(?:[万亿千百])?|${ZH_NUMERAL}|半|(?<![a-z])${EN_NUMERAL}(?![a-z]))`;
const FRACTION: Readonly<Record<string, number>> = { third: 3, quarter: 4, fifth: 5 };
/** Between the two ends of a range: 3-5天, 3 to 5 days, 三至五天. */
const RANGE = '\\s*(?:-|–|—|~|～|至|到|to|and|or|或)\\s*';

/** Longest first: 工作日 before 日, "working days" before "days". */
const UNITS: readonly { pattern: string; kind: Figure['kind']; factor: number }[] = [
  {
    pattern: '个?(?:法定)?工作日|-?\\s?(?:working|business)[ -]days?|-?\\s?workdays?',
    kind: 'workday',
    factor: 1,
  },
  { pattern: '(?:个)?(?:自然日|日历日|天|日)|-?\\s?(?:calendar )?days?', kind: 'day', factor: 1 },
  { pattern: '个?(?:星期|礼拜|周)(?![岁年])|-?\\s?weeks?', kind: 'day', factor: 7 },
  { pattern: '\\s?fortnights?', kind: 'day', factor: 14 },
  { pattern: '个月|月|-?\\s?months?', kind: 'month', factor: 1 },
  { pattern: '周年|年|-?\\s?years?(?![a-z]|[ -](?:old|of age))', kind: 'month', factor: 12 },
  { pattern: '个?(?:小时|钟头)|-?\\s?hours?', kind: 'minute', factor: 60 },
  { pattern: '分钟|-?\\s?minutes?|-?\\s?mins?(?![a-z])', kind: 'minute', factor: 1 },
  {
    pattern: '美元|美金|欧元|英镑|港币|港元|日元|-?\\s?(?:dollars?|euros?|pounds?|usd|eur|hkd)(?![a-z])',
    kind: 'foreign',
    factor: 1,
  },
  { pattern: '元|块(?:钱|(?!儿))|圆|人民币|-?\\s?(?:yuan|rmb|cny)(?![a-z])', kind: 'money', factor: 100 },
  { pattern: '角|毛钱?', kind: 'money', factor: 10 },
  { pattern: '%|％|\\s?per ?cent', kind: 'percent', factor: 1 },
];
const UNIT_PATTERNS = UNITS.map((unit) => ({ unit, whole: new RegExp(`^(?:${unit.pattern})$`, 'i') }));
const UNIT = `(?:${UNITS.map((unit) => `(?:${unit.pattern})`).join('|')})`;

/** Classifiers after which a Chinese numeral is a quantity and not part of a word (一般, 统一, 三证合一). */
const CLASSIFIER =
  '(?:周?岁|份|张|页|套|本|人|名|个|次|趟|回|遍|种|项|件|位|家|号|楼|层|寸|平方米|平米|公里|米|路|条|款|处|类|步|级|户|孩|胎|辆|间|台|枚)';
/** "一个", "一次" are mostly articles: 一 with these says nothing that could be false. */
const ARTICLE = /^[一壹](?:个|次|趟|回|遍|种|项|件|位|家|名|人|步|处|类|户|级|号|楼|层|条)$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const monthNumber = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function toNumber(text: string): number | undefined {
  if (text === '半') return 0.5;
  const arabic = /^(\d[\d,]*(?:\.\d+)?)([亿万千百])?$/.exec(text);
  if (arabic) {
    const scale = arabic[2] === undefined ? 1 : (parseZhNumeral(`一${arabic[2]}`) ?? 1);
    return Number(arabic[1]?.replaceAll(',', '')) * scale;
  }
  return /[a-z]/i.test(text) ? parseEnNumeral(text) : parseZhNumeral(text);
}

const plain = (value: number) => String(Math.round(value * 1000) / 1000);
const part = (text: string | undefined) => (text === undefined ? '*' : plain(toNumber(text) ?? Number.NaN));
const date = (year?: string, month?: string, day?: string): Figure => ({
  kind: 'date',
  value: `${part(year)}-${part(month)}-${part(day)}`,
});

function clock(hour: number, minute: number, half: string | undefined): Figure {
  const afternoon = half !== undefined && /下午|傍晚|晚|p/i.test(half);
  const midnight = half !== undefined && /^(?:a|凌晨)/i.test(half) && hour === 12;
  const noon = half !== undefined && /中午/.test(half) && hour < 3;
  const hour24 = midnight ? 0 : (afternoon || noon) && hour < 12 ? hour + 12 : hour;
  return { kind: 'clock', value: plain(hour24 * 60 + minute) };
}

function spokenClock(hour: string | undefined, rest: string | undefined, half: string | undefined): Figure {
  const named: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45, 整: 0 };
  const spoken = rest?.replace('分', '').trim();
  const minutes = spoken === undefined ? 0 : (named[spoken] ?? toNumber(spoken) ?? 0);
  return clock(toNumber(hour ?? '') ?? 0, minutes, half);
}

function unitOf(text: string): (typeof UNITS)[number] | undefined {
  return UNIT_PATTERNS.find(({ whole }) => whole.test(text))?.unit;
}

const percent = (share: number): Figure => ({ kind: 'percent', value: plain(share * 100) });

/** How often something happens, as the length of time between. */
const EVERY: readonly { pattern: RegExp; kind: Figure['kind']; value: string }[] = [
  {
    pattern: /每个?季度?|(?<![a-z])(?:quarterly|(?:each|every|per|a) quarter(?! of))(?![a-z])/gi,
    kind: 'month',
    value: '3',
  },
  {
    pattern:
      /[每按逐]年|[每同]一年|全年|年年|(?<![a-z])(?:yearly|annual(?:ly)?|(?:each|every|per) year)(?![a-z])/gi,
    kind: 'month',
    value: '12',
  },
  {
    pattern:
      /[每按逐]个?月|每一个月|月月|月(?:收入|工资|标准|租金|薪)|(?<![a-z])(?:monthly|(?:each|every|per) month)(?![a-z])/gi,
    kind: 'month',
    value: '1',
  },
  {
    pattern: /每个?(?:周|星期)|(?<![a-z])(?:weekly|(?:each|every|per) week)(?![a-z])/gi,
    kind: 'day',
    value: '7',
  },
  {
    pattern: /每[天日]|天天|(?<![a-z])(?:daily|(?:each|every|per) day)(?![a-z])/gi,
    kind: 'day',
    value: '1',
  },
];

const EN_ORDINALS = [
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

interface Rule {
  pattern: RegExp;
  read(match: RegExpMatchArray): Figure[];
}

const N = `(${NUMBER})`;
const MINUTES = '(半|整|一刻|三刻|\\s*\\d{1,2}\\s*分|[一二三四五]?十[一二三四五六七八九]?分?)';
const HALF_DAY = '(上午|下午|中午|早上|晚上|傍晚|凌晨|早|晚)?\\s*';

/** Tried in this order; what one rule has read, the next do not see. */
const RULES: readonly Rule[] = [
  {
    pattern: /(?:https?:\/\/|www\.)[^\s，。；、）)\]】》"']+|(?<![\w/])\/[a-z0-9][a-z0-9/_-]+/gi,
    read: ([text]) => [{ kind: 'url', value: text.replace(/[.,;:!?]+$/, '').toLowerCase() }],
  },
  {
    pattern:
      /(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.@])(?:[a-z0-9-]+\.)+(?:cn|com|org|net|gov|example)(?![\w])/gi,
    read: ([text]) => [{ kind: 'url', value: text.toLowerCase() }],
  },
  {
    pattern: /(?<![\d-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])/g,
    read: ([, year, month, day]) => [date(year, month, day)],
  },
  {
    pattern: new RegExp(
      `(\\d{4}|[一二][一二三四五六七八九〇零]{3})\\s*年(?:\\s*${N}\\s*月(?:份)?(?:\\s*${N}\\s*[日号])?)?`,
      'g',
    ),
    read: ([, year, month, day]) => [date(year, month, day)],
  },
  {
    pattern: new RegExp(`${N}\\s*月\\s*${N}\\s*[日号]`, 'g'),
    read: ([, month, day]) => [date(undefined, month, day)],
  },
  {
    pattern: /(?<!个)(?<![\d半])(1[0-2]|[1-9])\s*月(?:份|底|初|中旬|起|前|内部)/g,
    read: ([, month]) => [date(undefined, month)],
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})(?:,? (\\d{4}))?(?![a-z\\d])`,
      'gi',
    ),
    read: ([, day, month, year]) => [date(year, String(monthNumber(month ?? '')), day)],
  },
  {
    pattern: new RegExp(`(?<![a-z])(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![a-z\\d])`, 'gi'),
    read: ([, month, day, year]) => [date(year, String(monthNumber(month ?? '')), day)],
  },
  {
    pattern: new RegExp(`(?<![a-z])(${MONTH}) (\\d{4})(?!\\d)`, 'gi'),
    read: ([, month, year]) => [date(year, String(monthNumber(month ?? '')))],
  },
  {
    pattern: new RegExp(`${HALF_DAY}(?<!\\d)(\\d{1,2})[:：](\\d{2})(?!\\d)(?:\\s*([ap])\\.?m\\b\\.?)?`, 'gi'),
    read: ([, half, hour, minute, ap]) => [clock(Number(hour), Number(minute), half ?? ap)],
  },
  {
    pattern: /(?<![\d.:])(\d{1,2})\s*([ap])\.?m\b\.?/gi,
    read: ([, hour, ap]) => [clock(Number(hour), 0, ap)],
  },
  {
    pattern: new RegExp(`${HALF_DAY}(\\d{1,2})\\s*(?:点钟?|时(?![间候常效段限刻代]))${MINUTES}?`, 'g'),
    read: ([, half, hour, rest]) => [spokenClock(hour, rest, half)],
  },
  {
    // 第6年 is a year of its own; 第一次 is "the first".
    pattern: new RegExp(
      `第\\s*(?![一1]\\s*[次年月天日周]|二天)${N}\\s*(?:年|个?月|次|周|天|日)|(?<![a-z])in year (\\d+)(?: and year (\\d+))?`,
      'gi',
    ),
    read: (match) =>
      match.slice(1).flatMap((text) => {
        const value = text === undefined ? undefined : toNumber(text);
        return value === undefined ? [] : [{ kind: 'count' as const, value: plain(value) }];
      }),
  },
  {
    // 三点 alone may be three points: in Chinese numerals it is a time only with 上午 before or 半, 钟, 整 after it.
    pattern: new RegExp(
      `(上午|下午|中午|早上|晚上|傍晚|凌晨)([一二两三四五六七八九十]{1,3})点钟?${MINUTES}?|([一二两三四五六七八九十]{1,3})点(?:钟|(半|整|一刻|三刻))`,
      'g',
    ),
    read: ([, half, hour, rest, alone, aloneRest]) => [spokenClock(hour ?? alone, rest ?? aloneRest, half)],
  },
  // 一个半月, 两年半, one and a half months, half a year
  {
    pattern: new RegExp(
      `${N}\\s*个?半(月|小时|钟头|年|天)|${N}\\s*(年|天|小时)半|(?:${N} and a half|(?<![a-z])half an?) (year|month|day|hour)s?`,
      'gi',
    ),
    read: ([, zh, zhUnit, zhTail, zhTailUnit, en, enUnit]) => {
      const whole = zh ?? zhTail ?? en;
      const unit = unitOf(zhUnit === '月' ? '个月' : (zhUnit ?? zhTailUnit ?? enUnit ?? ''));
      if (!unit) return [];
      return [
        {
          kind: unit.kind,
          value: plain(((whole === undefined ? 0 : (toNumber(whole) ?? 0)) + 0.5) * unit.factor),
        },
      ];
    },
  },
  // "two months and a half"
  {
    pattern: new RegExp(`${N} (year|month|day|hour)s? and a half`, 'gi'),
    read: ([, count = '', unitText = '']) => {
      const unit = unitOf(unitText);
      return unit ? [{ kind: unit.kind, value: plain(((toNumber(count) ?? 0) + 0.5) * unit.factor) }] : [];
    },
  },
  ...EVERY.map(({ pattern, kind, value }) => ({ pattern, read: (): Figure[] => [{ kind, value }] })),
  {
    pattern: new RegExp(`(${ZH_NUMERAL}|\\d+)分之(${ZH_NUMERAL}|\\d+)`, 'g'),
    read: ([, whole = '', share = '']) => [percent((toNumber(share) ?? Number.NaN) / (toNumber(whole) ?? 1))],
  },
  {
    pattern: /([一二两三四五六七八九])成(?![立为员功年本交绩])|([一二三四五六七八九])折/g,
    read: ([, tenths, discount]) => [percent((toNumber(tenths ?? discount ?? '') ?? Number.NaN) / 10)],
  },
  {
    pattern: /(?<![a-z])(?:(an?|one|two|three|four)[ -](third|quarter|fifth)s?(?= of|s)s?)/gi,
    read: ([, share = '', whole = '']) => [
      percent(
        (/^an?$/i.test(share) ? 1 : (parseEnNumeral(share) ?? 1)) / (FRACTION[whole.toLowerCase()] ?? 1),
      ),
    ],
  },
  {
    pattern:
      /(?:^|[^a-z])half(?![a-z]|[ -](?:an?|past|length|the (?:year|month|day)|year|month|day|hour))|一半|(?<![上下夜])半价|对半/gi,
    read: () => [percent(0.5)],
  },
  {
    pattern: new RegExp(
      `${N}\\s*倍|(翻番|翻倍|加倍)|(?<![a-z])(twice|double|triple)d?(?![a-z])|${N} times(?= (?:the|as|of|more))`,
      'gi',
    ),
    read: ([, zh, doubled, en, times]) => {
      const value =
        doubled !== undefined
          ? 2
          : en !== undefined
            ? /^tr/i.test(en)
              ? 3
              : 2
            : toNumber(zh ?? times ?? '');
      return value === undefined ? [] : [{ kind: 'times', value: plain(value) }];
    },
  },
  {
    pattern: /[$€£]\s*(\d[\d,.]*\d|\d)/g,
    read: ([, value = '']) => [{ kind: 'foreign', value: plain(toNumber(value) ?? Number.NaN) }],
  },
  {
    pattern: new RegExp(`百分之${N}`, 'g'),
    read: ([, value]) => [{ kind: 'percent', value: plain(toNumber(value ?? '') ?? Number.NaN) }],
  },
  {
    pattern: new RegExp(`(?:[¥￥]|(?:rmb|cny)(?![a-z]))\\s*${N}(?:${RANGE}${N})?(?:\\s*(?:元|yuan))?`, 'gi'),
    read: ([, low, high]) =>
      [low, high].flatMap((text) =>
        text === undefined
          ? []
          : [{ kind: 'money' as const, value: plain((toNumber(text) ?? Number.NaN) * 100) }],
      ),
  },
  {
    // 同一天, 统一, 周一, 第一年 hold no quantity.
    pattern: new RegExp(`(?<![同统唯任某另第周]|星期|礼拜)${N}(?:${RANGE}${N})?\\s*个?(${UNIT})`, 'gi'),
    read: ([, low, high, unitText = '']) => {
      const unit = unitOf(unitText);
      // 一块 is "together" more often than one yuan.
      if (!unit || (unitText === '块' && low === '一')) return [];
      return [low, high].flatMap((text) => {
        const value = text === undefined ? undefined : toNumber(text);
        return value === undefined ? [] : [{ kind: unit.kind, value: plain(value * unit.factor) }];
      });
    },
  },
  // "within a month", "half a day" aside: an article before a length of time counts as one.
  {
    pattern: /(?<![a-z])an? (working day|workday|day|week|month|year|hour|minute)(?![a-z])/gi,
    read: ([, unitText = '']) => {
      const unit = unitOf(unitText);
      return unit ? [{ kind: unit.kind, value: plain(unit.factor) }] : [];
    },
  },
  {
    pattern: /(?:打|拨|热线|(?<![a-z])(?:call|dial|ring|phone|hotline)) ?(?:is )?(\d{3,5})(?![\d-]|[.,]\d)/gi,
    read: ([, value = '']) => [{ kind: 'phone', value }],
  },
  {
    pattern:
      /(?<![\w.])\+?\d[\d -]{5,}\d(?![\w.]*\w)|(?<![\w.,-]|\d:)1[12]\d{3}(?![\w%]|[.,:-]\d)|(?<![\w.,:-])\d{3}(?=热线)/g,
    read: ([text]) => [{ kind: 'phone', value: text.replace(/\D/g, '') }],
  },
  {
    // 给您一张 is an article, 交一张 a quantity.
    pattern: new RegExp(
      `(?<!(?:^|[^交带印备])(?=一[张份本套](?!复|照|原)))(第)?(${ZH_NUMERAL}|半)\\s*(${CLASSIFIER})`,
      'g',
    ),
    read: ([text, ordinal, value = '', classifier]) => {
      if (ARTICLE.test(text) || (ordinal !== undefined && classifier !== '条' && classifier !== '款'))
        return [];
      const number = toNumber(value);
      return number === undefined ? [] : [count(plain(number), classifier ?? '')];
    },
  },
  {
    // 最多提一千五: of a bare numeral only one with a unit inside is a figure.
    pattern: /[一二两三四五六七八九][十百千万亿][零〇一二两三四五六七八九十百千万亿]*(?![份月])/g,
    read: ([text]) => {
      const number = parseZhNumeral(text);
      return number === undefined ? [] : [{ kind: 'count', value: plain(number) }];
    },
  },
  {
    pattern: new RegExp(
      `(第|step )?(?<=([a-z.]{3,8} )?)(?<![a-z\\d.])(${ARABIC}[万亿千百]?)(?=\\s*(${CLASSIFIER}|[a-z]+ ?[a-z]*)?)`,
      'gi',
    ),
    read: ([, ordinal, before, value = '', after]) => {
      const number = toNumber(value);
      return number === undefined || ordinal !== undefined ? [] : [count(plain(number), after ?? '', before)];
    },
  },
  {
    pattern: new RegExp(`(?<![a-z-])(?:the )?(${EN_ORDINALS.join('|')}) (?=years?|months?|and the)`, 'gi'),
    read: ([, ordinal = '']) => [
      { kind: 'count', value: plain(EN_ORDINALS.indexOf(ordinal.toLowerCase()) + 2) },
    ],
  },
  {
    // "one" alone is an article or a pronoun; "once", "first" are no figures.
    pattern: new RegExp(
      `(?<=((?:level|grade|class|aged?) )?)(?<![a-z-])(?!one(?![a-z -]*(?:hundred|thousand)))(${EN_NUMERAL})(?![a-z-])(?= ?([a-z]+ ?[a-z]*)?)`,
      'gi',
    ),
    read: ([, before, text = '', after]) => {
      const number = parseEnNumeral(text);
      return number === undefined ? [] : [count(plain(number), after ?? '', before)];
    },
  },
];

/** Every figure of a text, by value, in no particular order. */
export function figuresOf(text: string): Figure[] {
  const figures: Figure[] = [];
  let rest = fold(text);
  for (const { pattern, read } of RULES) {
    rest = rest.replace(pattern, (...args) => {
      // A replacer gets what a match holds, then offset and text: the groups are what is read.
      const match = args.slice(0, -2) as RegExpMatchArray;
      figures.push(...read(match));
      return ' \u0000 ';
    });
  }
  return figures;
}
