import { amount, digits, ordinal, year } from './english-numbers.ts';
import { type Rule, rule } from './rewrite.ts';

const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const MONTH = MONTHS.map((month) => `${month}|${month.slice(0, 3)}\\.?(?![a-z])`).join('|');
const DAYS: Readonly<Record<string, string>> = {
  Mon: 'Monday',
  Tue: 'Tuesday',
  Tues: 'Tuesday',
  Wed: 'Wednesday',
  Thu: 'Thursday',
  Thur: 'Thursday',
  Thurs: 'Thursday',
  Fri: 'Friday',
  Sat: 'Saturday',
  Sun: 'Sunday',
};

/** Units that are written as signs, singular and plural. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  'km/h': ['kilometre an hour', 'kilometres an hour'],
  'km²': ['square kilometre', 'square kilometres'],
  'm²': ['square metre', 'square metres'],
  'm³': ['cubic metre', 'cubic metres'],
  '㎡': ['square metre', 'square metres'],
  sqm: ['square metre', 'square metres'],
  km: ['kilometre', 'kilometres'],
  cm: ['centimetre', 'centimetres'],
  mm: ['millimetre', 'millimetres'],
  m: ['metre', 'metres'],
  kg: ['kilogram', 'kilograms'],
  g: ['gram', 'grams'],
  KB: ['kilobyte', 'kilobytes'],
  kB: ['kilobyte', 'kilobytes'],
  MB: ['megabyte', 'megabytes'],
  GB: ['gigabyte', 'gigabytes'],
  dpi: ['dot per inch', 'dots per inch'],
  '°C': ['degree Celsius', 'degrees Celsius'],
  '℃': ['degree Celsius', 'degrees Celsius'],
  '°': ['degree', 'degrees'],
  hrs: ['hour', 'hours'],
  hr: ['hour', 'hours'],
  h: ['hour', 'hours'],
  mins: ['minute', 'minutes'],
  min: ['minute', 'minutes'],
};
const UNIT = Object.keys(UNITS)
  .map((sign) => sign.replace('/', '\\/'))
  .join('|');

const CURRENCY = 'RMB|CNY|[¥￥]|HK\\$|US\\$|USD|\\$|€|£';
const CURRENCIES: Readonly<Record<string, readonly [string, string]>> = {
  HK$: ['Hong Kong dollar', 'Hong Kong dollars'],
  US$: ['dollar', 'dollars'],
  USD: ['dollar', 'dollars'],
  $: ['dollar', 'dollars'],
  '€': ['euro', 'euros'],
  '£': ['pound', 'pounds'],
};

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'e.g.': 'for example',
  'i.e.': 'that is',
  'etc.': 'et cetera',
  'approx.': 'approximately',
  'vs.': 'versus',
  'Dr.': 'Doctor',
  'Mr.': 'Mister',
  'Mrs.': 'Missis',
  'Ms.': 'Miz',
  'incl.': 'including',
  'max.': 'maximum',
  'dept.': 'department',
  'Dept.': 'Department',
  'Rd.': 'Road',
  'Ave.': 'Avenue',
  'tel.': 'telephone',
  'Tel.': 'Telephone',
};

const SIGNS: Readonly<Record<string, string>> = {
  '&': 'and',
  '+': 'plus',
  '=': 'equals',
  '×': 'by',
  '÷': 'divided by',
  '±': 'plus or minus',
  '≥': 'at least',
  '≤': 'at most',
  '≠': 'is not',
  '≈': 'about',
  '<': 'less than',
  '>': 'more than',
  '→': 'then',
  '%': 'percent',
  '@': 'at',
  '№': 'number',
};

const isDay = (month: string, day = '1') =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;

const isClock = (hour: string, minute: string) => Number(hour) <= 24 && Number(minute) <= 59;

const monthName = (month: string) => MONTHS[Number(month) - 1] ?? month;

/** The full name of a month that may be shortened: `Nov.` → November. */
const fullMonth = (name: string) => MONTHS.find((month) => month.startsWith(name.replace('.', ''))) ?? name;

/** `8`, `30` → eight thirty. */
function clockWords(hour: string, minute: string): string {
  const hours = Number(hour) % 12 === 0 ? 'twelve' : amount(String(Number(hour) % 12));
  const minutes = Number(minute);
  if (minutes === 0) return hours;
  return `${hours} ${minutes < 10 ? 'oh ' : ''}${amount(String(minutes))}`;
}

function timeOfDay(hour: string, minute: string, half?: string): string {
  if (half !== undefined) return `${clockWords(hour, minute)} ${/^p/i.test(half) ? 'p.m.' : 'a.m.'}`;
  if (Number(minute) === 0 && Number(hour) === 12) return 'twelve noon';
  if (Number(minute) === 0 && Number(hour) % 24 === 0) return 'midnight';
  return `${clockWords(hour, minute)} ${Number(hour) % 24 >= 12 ? 'p.m.' : 'a.m.'}`;
}

function money(sign: string, figures: string): string {
  const [one, many] = CURRENCIES[sign] ?? ['yuan', 'yuan'];
  const [whole = '0', cents] = figures.split('.');
  if (cents !== undefined && /^0+$/.test(cents)) return `${amount(whole)} ${whole === '1' ? one : many}`;
  return `${amount(figures)} ${figures === '1' ? one : many}`;
}

const withUnit = (figures: string, unit: string) => {
  const [one, many] = UNITS[unit] ?? [unit, unit];
  return `${amount(figures)} ${figures === '1' ? one : many}`;
};

/** Groups of a telephone number, a short pause between them. */
const dialled = (figures: string) =>
  figures
    .split(/[-–\s]+/)
    .filter((group) => group !== '')
    .map(digits)
    .join(', ');

const spelled = (code: string) =>
  code
    .split('-')
    .map((group) => [...group].map((c) => (/\d/.test(c) ? digits(c) : c)).join(' '))
    .join(', ');

const NUMBERED_BEFORE =
  '(?:[Cc]all|[Dd]ial|[Rr]ing|[Pp]hone|[Hh]otline|[Nn]umber|[Nn]o\\.|[Ee]nding|[Cc]ode|[Tt]el\\.?)(?: in| is| on| with|:)? {0,2}';
const YEAR_BEFORE = '(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]o|[Yy]ear|[Oo]f|[Bb]efore|[Aa]fter) ';

const rules: Rule[] = [
  rule(/(?:https?:\/\/|www\.)([\w.-]+[a-zA-Z])(?::\d+)?(?:[/?#][\w\-./?%&=#~+:]*[\w/])?/u, (m) =>
    (m[1] ?? '').replace(/^www\./, '').replaceAll('.', ' dot '),
  ),
  rule(/([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)/u, (m) => `${m[1]} at ${(m[2] ?? '').replaceAll('.', ' dot ')}`),
  rule(
    new RegExp(
      `(?<![A-Za-z])(?:${Object.keys(ABBREVIATIONS)
        .map((a) => a.replaceAll('.', '\\.'))
        .join('|')})`,
    ),
    (m) => ABBREVIATIONS[m[0]] ?? null,
  ),
  rule(/(?<![A-Za-z])[Nn]os?\.\s?(?=\d)/u, 'number '),
  rule(/#(?=\d)/u, 'number '),
  rule(/§\s?(?=\d)/u, 'section '),
  rule(
    new RegExp(
      `(?<![A-Za-z])(${Object.keys(DAYS).join('|')})(?![a-z])\\.?\\s?[-–—]\\s?(${Object.keys(DAYS).join('|')})(?![a-z])`,
    ),
    (m) => `${DAYS[m[1] ?? '']} to ${DAYS[m[2] ?? '']}`,
  ),

  // Dates.
  rule(/(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u, (m) => {
    const [, y = '', month = '', day = ''] = m;
    return isDay(month, day) ? `the ${ordinal(day)} of ${monthName(month)} ${year(y)}` : null;
  }),
  rule(
    /(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])/u,
    (m) => `${monthName(m[2] ?? '')} ${year(m[1] ?? '')}`,
  ),
  rule(new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)? (${MONTH})(?:,? (\\d{4}))?(?!\\d)`), (m) => {
    const end = m[3] === undefined ? '' : ` ${year(m[3])}`;
    return `the ${ordinal(m[1] ?? '')} of ${fullMonth(m[2] ?? '')}${end}`;
  }),
  rule(new RegExp(`(?<![A-Za-z])(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![\\d:])`), (m) => {
    const end = m[3] === undefined ? '' : `, ${year(m[3])}`;
    return `${fullMonth(m[1] ?? '')} the ${ordinal(m[2] ?? '')}${end}`;
  }),
  rule(/(?<!\d)((?:19|20)\d0)s(?![a-z])/u, (m) => `${year(m[1] ?? '').replace(/y$/, 'ie')}s`),
  rule(
    new RegExp(`(?<![A-Za-z])(${MONTH}) (\\d{4})(?!\\d)`),
    (m) => `${fullMonth(m[1] ?? '')} ${year(m[2] ?? '')}`,
  ),
  rule(
    /(?<![\d.])((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)(?![\d-])/u,
    (m) => `${year(m[1] ?? '')} to ${year(m[2] ?? '')}`,
  ),
  rule(
    new RegExp(
      `(?<=${YEAR_BEFORE})(?:19|20)\\d\\d(?![\\d,.]\\d|\\s?(?:${UNIT}|yuan|people|days|copies)(?![a-z]))`,
    ),
    (m) => year(m[0]),
  ),

  // Times of day.
  rule(
    /(?<![\d:])(\d{1,2}):(\d\d)\s*(?:[-–—~]|to)\s*(\d{1,2}):(\d\d)(?:\s?([ap])\.?m\b\.?)?(?![\d:])/iu,
    (m) => {
      const [, h1 = '', m1 = '', h2 = '', m2 = '', half] = m;
      if (!isClock(h1, m1) || !isClock(h2, m2)) return null;
      return `${clockWords(h1, m1)} to ${timeOfDay(h2, m2, half)}`;
    },
  ),
  rule(/(?<![\d:])(\d{1,2}):(\d\d):(\d\d)(?![\d:])/u, (m) =>
    [m[1], m[2], m[3]].map((part) => amount(part ?? '')).join(' '),
  ),
  rule(/(?<![\d:])(\d{1,2}):(\d\d)(?:\s?([ap])\.?m\b\.?)?(?![\d:])/iu, (m) => {
    const [, hour = '', minute = '', half] = m;
    return isClock(hour, minute) ? timeOfDay(hour, minute, half) : null;
  }),
  rule(/(?<![\d.])(\d{1,2})\s?([ap])\.?m\b\.?/iu, (m) => timeOfDay(m[1] ?? '', '0', m[2])),
  rule(/(?<!\d)24\/7(?!\d)/u, 'twenty-four seven'),

  // Money.
  rule(
    new RegExp(`(${CURRENCY})\\s?(${NUMBER})\\s?[-–—~]\\s?(?:[¥￥$€£]\\s?)?(${NUMBER})`),
    (m) => `${amount(m[2] ?? '')} to ${money(m[1] ?? '', m[3] ?? '')}`,
  ),
  rule(new RegExp(`(${CURRENCY})\\s?(${NUMBER})(?:\\s(thousand|million|billion))?`), (m) => {
    if (m[3] === undefined) return money(m[1] ?? '', m[2] ?? '');
    return `${amount(m[2] ?? '')} ${m[3]} ${CURRENCIES[m[1] ?? '']?.[1] ?? 'yuan'}`;
  }),
  rule(new RegExp(`(${NUMBER})\\s?(?:RMB|CNY)(?![A-Za-z])`), (m) => money('CNY', m[1] ?? '')),
  rule(/\s?\/\s?(?=(?:copy|page|person|year|month|day|hour|time|item|set)(?![a-z]))/u, ' per '),

  rule(
    new RegExp(`(${NUMBER})\\s?%?\\s?[-–—~]\\s?(${NUMBER})\\s?%`),
    (m) => `${amount(m[1] ?? '')} to ${amount(m[2] ?? '')} percent`,
  ),
  rule(new RegExp(`(${NUMBER})\\s?[%％]`), (m) => `${amount(m[1] ?? '')} percent`),

  // Reference, identity and telephone numbers.
  rule(/(?<![A-Za-z\d-])(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)+(?![A-Za-z\d-])/u, (m) =>
    spelled(m[0]),
  ),
  rule(
    /(?<![A-Za-z\d])(\d{17})([\dXx])(?![A-Za-z\d])/u,
    (m) => `${digits(m[1] ?? '')} ${/x/i.test(m[2] ?? '') ? 'X' : digits(m[2] ?? '')}`,
  ),
  rule(
    /(?<!\d)(?:\+?86[-\s]?)?(0\d{2,3}[-–\s]\d{3,4}[-\s]?\d{4}|[48]00[-\s]\d{3,4}[-\s]?\d{3,4})(?!\d)/u,
    (m) => dialled(m[1] ?? ''),
  ),
  rule(/(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/u, (m) =>
    dialled(`${m[1]} ${m[2]} ${m[3]}`),
  ),
  rule(new RegExp(`(?<=${NUMBERED_BEFORE})\\d{3,12}(?:[-\\s]\\d{3,8})*(?![\\d.:,]\\d)`), (m) =>
    dialled(m[0]),
  ),
  rule(
    /(?<![\d.])(?:110|119|120|122|1[02]\d{3}|9[56]\d{3,4})(?=[^\d.;,]{0,10}(?:hotline|helpline|line|service))/u,
    (m) => dialled(m[0]),
  ),
  rule(/(?<=[Rr]oom )\d{3,4}(?!\d)/u, (m) => digits(m[0])),
  rule(
    /(?<![\d.,])(?:\d{5}|0\d+|\d{7,})(?!\d|[.:,]\d)(?! ?(?:yuan|people|copies|days|words|characters))/u,
    (m) => digits(m[0]),
  ),

  // Ordinals, ranges, fractions, ratios.
  rule(/(?<![\d.])(\d+)(?:st|nd|rd|th)(?![a-z])/u, (m) => ordinal(m[1] ?? '')),
  rule(
    new RegExp(`(?<![\\d.])(${NUMBER})\\s?[-–—~]\\s?(${NUMBER})\\s?(${UNIT})(?![A-Za-z])`),
    (m) => `${amount(m[1] ?? '')} to ${withUnit(m[2] ?? '', m[3] ?? '')}`,
  ),
  rule(
    new RegExp(`(?<![\\d.])(${NUMBER})\\s?[-–—~]\\s?(${NUMBER})(?![-–\\d])`),
    (m) => `${amount(m[1] ?? '')} to ${amount(m[2] ?? '')}`,
  ),
  rule(/(?<![\d./])1\/2(?![\d/])/u, 'one half'),
  rule(/(?<![\d./])1\/4(?![\d/])/u, 'one quarter'),
  rule(/(?<![\d./])3\/4(?![\d/])/u, 'three quarters'),
  rule(/(?<![\d./])(\d{1,2})\/(\d{1,2})(?![\d/])/u, (m) =>
    Number(m[1]) < Number(m[2])
      ? `${amount(m[1] ?? '')} ${ordinal(m[2] ?? '')}${m[1] === '1' ? '' : 's'}`
      : null,
  ),
  rule(/(?<![\d:])(\d{1,3}):(\d)(?![\d:])/u, (m) => `${amount(m[1] ?? '')} to ${amount(m[2] ?? '')}`),
  rule(/(?<=\d\s?)\s?[×x]\s?(?=\d)/u, ' by '),

  rule(
    new RegExp(`(?<![\\p{L}\\d])[-−](${NUMBER})\\s?(${UNIT})(?![A-Za-z])`),
    (m) => `minus ${withUnit(m[1] ?? '', m[2] ?? '')}`,
  ),
  rule(new RegExp(`(${NUMBER})[\\s-]?(${UNIT})(?![A-Za-z])`), (m) => withUnit(m[1] ?? '', m[2] ?? '')),
  rule(new RegExp(`(?<![\\p{L}\\d])[-−](${NUMBER})`), (m) => `minus ${amount(m[1] ?? '')}`),
  rule(
    /(?<![A-Za-z\d])([A-Z]{1,3})(\d{1,2})(?![A-Za-z\d])/u,
    (m) => `${[...(m[1] ?? '')].join(' ')} ${amount(m[2] ?? '')}`,
  ),
  rule(/(?<=\d)-(?=[a-z])/u, ' '),
  rule(new RegExp(NUMBER), (m) => amount(m[0])),
  rule(/[０-９]+/u, (m) => amount(m[0].normalize('NFKC'))),
  rule(/[①-⑳]/u, (m) => `${amount(m[0].normalize('NFKC'))}, `),

  rule(/(?<![A-Za-z])and\/or(?![A-Za-z])/u, 'and or'),
  rule(/(?<=[\p{L}\p{N})])\s?[/／]\s?(?=[\p{L}\p{N}(])/u, ' or '),
  rule(/\s*[（([【]\s*/u, (_m, { spoken }) => (/[\p{L}\p{N}]$/u.test(spoken) ? ', ' : ' ')),
  rule(/\s*[）)\]】]/u, (_m, { text, to }) => (/^\s*[\p{L}\p{N}]/u.test(text.slice(to)) ? ',' : '')),
  rule(/\s*(?:——?|\s–\s|…+|\.{3,})\s*/u, ', '),
  rule(/(?<=\p{L})–(?=\p{L})/u, ' to '),
  rule(/:(?=\s)|;/u, ','),
  rule(/[“”„‟"「」『』《》`·•_^{}\\#*|]/u, ''),
  rule(/(?<!\p{L})['‘’]|['‘’](?!\p{L})/u, ''),
  rule(/[‘’]/u, "'"),
];

/** English, after the rules for markup. */
export const ENGLISH_RULES: readonly Rule[] = [
  ...rules,
  rule(
    new RegExp(
      `\\s*([${Object.keys(SIGNS)
        .map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
        .join('')}])\\s*`,
    ),
    (m) => ` ${SIGNS[m[1] ?? ''] ?? ''} `,
  ),
  rule(/[$€£¥￥°§¶©®™†‡□■○●◎△▲▽▼◇◆☆★√]/u, ''),
  rule(/[，、；]/u, ', '),
  rule(/[。！？]/u, '. '),
];
