import { amount, counted, digits } from './mandarin-numbers.ts';
import { type Rule, rule } from './rewrite.ts';

const DASH = '[-–—−~～〜至到]';
const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';

/** Measure words before which a single 2 is 两. 寸 (photographs), 楼, 层, 号, 月, 日, 级 keep 二. */
const COUNTED =
  '(?:个|份|张|位|名|本|项|套|次|周|天|年(?!级)|小时|分钟|秒|种|家|人|件|岁|页|处|类|户|间|台|辆|条|步|成|倍|元|块|角|千|万|亿|公里|米|公斤|吨|代|路|方|季|轮|批|者|地|级(?=以上政府))';

/** Units that are written as signs. Longer ones first. */
const UNITS: Readonly<Record<string, string>> = {
  'km/h': '公里每小时',
  'm/s': '米每秒',
  'km²': '平方公里',
  'm²': '平方米',
  'm³': '立方米',
  '㎡': '平方米',
  km: '公里',
  cm: '厘米',
  mm: '毫米',
  m: '米',
  kg: '公斤',
  mg: '毫克',
  ml: '毫升',
  mL: '毫升',
  kWh: '度',
  KB: 'K B',
  kB: 'K B',
  MB: '兆',
  GB: 'G B',
  '°C': '摄氏度',
  '℃': '摄氏度',
  '°': '度',
  min: '分钟',
  h: '小时',
};
const UNIT = Object.keys(UNITS)
  .map((sign) => sign.replace(/[/.]/g, '\\$&'))
  .join('|');

const SIGNS: Readonly<Record<string, string>> = {
  '&': '和',
  '＆': '和',
  '+': '加',
  '＋': '加',
  '=': '等于',
  '＝': '等于',
  '×': '乘',
  '÷': '除以',
  '±': '正负',
  '≥': '大于等于',
  '≤': '小于等于',
  '≠': '不等于',
  '≈': '约等于',
  '<': '小于',
  '＜': '小于',
  '>': '大于',
  '＞': '大于',
  '→': '到',
  '№': '编号',
  '%': '百分号',
  '@': '艾特',
  '＠': '艾特',
};

const CURRENCIES: Readonly<Record<string, string>> = {
  '¥': '元',
  '￥': '元',
  RMB: '元',
  CNY: '元',
  $: '美元',
  USD: '美元',
  US$: '美元',
  HK$: '港元',
  '€': '欧元',
  '£': '英镑',
};

/** `8`, `30` → 八点半. A full hour has no minutes; minutes below ten have their zero. */
function clock(hour: string, minute: string): string {
  const minutes = Number(minute);
  const hours = Number(hour) === 2 ? '两' : amount(hour);
  if (minutes === 0) return `${hours}点`;
  if (minutes === 30) return `${hours}点半`;
  return `${hours}点${minutes < 10 ? '零' : ''}${amount(String(minutes))}分`;
}

const isClock = (hour: string, minute: string) => Number(hour) <= 24 && Number(minute) <= 59;

const isDay = (month: string, day = '1') =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;

function date(year: string, month: string, day?: string): string {
  const end = day === undefined ? '' : `${amount(day)}日`;
  return `${digits(year)}年${amount(month)}月${end}`;
}

/** Yuan with two decimals as 元, 角, 分; other fractions as a decimal. */
function money(figures: string, unit: string): string {
  const cents = /^([\d,]+)\.(\d)(\d)$/.exec(figures);
  if (cents === null || unit !== '元') return `${amount(figures)}${unit}`;
  const [, yuan = '0', jiao = '0', fen = '0'] = cents;
  if (jiao === '0' && fen === '0') return `${amount(yuan)}元`;
  if (fen === '0') return `${/^0+$/.test(yuan) ? '' : `${amount(yuan)}元`}${amount(jiao)}角`;
  return `${amount(figures)}元`;
}

/** Groups of a telephone or reference number, a short pause between them. */
const dialled = (figures: string) =>
  figures
    .split(/[-–\s]+/)
    .filter((group) => group !== '')
    .map((group) => digits(group, true))
    .join('，');

/** Letters and figures one by one, as a reference number is dictated. */
const spelled = (code: string) =>
  code
    .split('-')
    .map((group) => [...group].map((c) => (/\d/.test(c) ? digits(c, true) : `${c} `)).join(''))
    .join('，')
    .replace(/ +(?=，|$)/g, '');

const HOTLINE_BEFORE = '(?:拨打|拨|致电|电话|热线|电联|咨询|投诉|报警|打)[^\\d。；]{0,6}';

const rules: Rule[] = [
  // Chinese is written without spaces; those set around figures would be heard as pauses.
  rule(/(?<=[\p{Script=Han}\d%])[ \u3000]+(?=\p{Script=Han})|(?<=\p{Script=Han})[ \u3000]+(?=\d)/u, ''),

  // Addresses of the net: the host is enough for the ear.
  rule(/(?:https?:\/\/|www\.)([\w.-]+[a-zA-Z])(?::\d+)?(?:[/?#][\w\-./?%&=#~+:]*)?/u, (m) =>
    (m[1] ?? '').replace(/^www\./, '').replaceAll('.', ' 点 '),
  ),
  rule(/([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)/u, (m) => `${m[1]} 艾特 ${(m[2] ?? '').replaceAll('.', ' 点 ')}`),

  // Dates.
  rule(/(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u, (m) => {
    const [, year = '', month = '', day = ''] = m;
    return isDay(month, day) ? date(year, month, day) : null;
  }),
  rule(/(?<!\d)((?:19|20)\d\d)[-/.](0[1-9]|1[0-2])(?![\d-])/u, (m) => date(m[1] ?? '', m[2] ?? '')),
  rule(/(?<!\d)(\d{4}|\d\d(?=年\d{1,2}月))(?=\s?年(?!期|级|以|内|前|后|间|限))/u, (m) => digits(m[1] ?? '')),
  rule(
    new RegExp(`(?<!\\d)((?:19|20)\\d\\d)\\s?${DASH}\\s?((?:19|20)\\d\\d)(?=\\s?年)`),
    (m) => `${digits(m[1] ?? '')}到${digits(m[2] ?? '')}`,
  ),
  rule(
    /(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?(日|号)/u,
    (m) => `${amount(m[1] ?? '')}月${amount(m[2] ?? '')}${m[3]}`,
  ),

  // Times of day.
  rule(
    new RegExp(`(?<![\\d:：])(\\d{1,2})[:：](\\d\\d)\\s*${DASH}{1,2}\\s*(\\d{1,2})[:：](\\d\\d)(?![\\d:：])`),
    (m) => {
      const [, h1 = '', m1 = '', h2 = '', m2 = ''] = m;
      return isClock(h1, m1) && isClock(h2, m2) ? `${clock(h1, m1)}到${clock(h2, m2)}` : null;
    },
  ),
  rule(/(?<![\d:：])(\d{1,2})[:：](\d\d)[:：](\d\d)(?![\d:：])/u, (m) => {
    const [, hour = '', minute = '', second = ''] = m;
    return isClock(hour, minute) ? `${amount(hour)}点${amount(minute)}分${amount(second)}秒` : null;
  }),
  rule(/(?<![\d:：])(\d{1,2})[:：](\d\d)(?![\d:：])/u, (m) => {
    const [, hour = '', minute = ''] = m;
    return isClock(hour, minute) ? clock(hour, minute) : null;
  }),

  // Money.
  rule(
    new RegExp(
      `(US\\$|HK\\$|[¥￥$€£]|RMB|CNY|USD)\\s?(${NUMBER})\\s?${DASH}\\s?(?:[¥￥$€£]\\s?)?(${NUMBER})`,
    ),
    (m) => `${amount(m[2] ?? '')}到${money(m[3] ?? '', CURRENCIES[m[1] ?? ''] ?? '元')}`,
  ),
  rule(new RegExp(`(US\\$|HK\\$|[¥￥$€£]|RMB|CNY|USD)\\s?(${NUMBER})(万|亿)?\\s?(?:元)?`), (m) => {
    const unit = CURRENCIES[m[1] ?? ''] ?? '元';
    return m[3] === undefined ? money(m[2] ?? '', unit) : `${amount(m[2] ?? '')}${m[3]}${unit}`;
  }),
  rule(new RegExp(`(${NUMBER})\\s?(元|RMB|CNY)(?![a-zA-Z])`), (m) =>
    m[1] === '2' ? '两元' : money(m[1] ?? '', '元'),
  ),
  // 20元/本, 10 元/年: "each".
  rule(/(?<=[元角分次个人天年月日时份克米斤升度])\s?[/／]\s?(?=\p{Script=Han})/u, '每'),

  // Percent and per mille.
  rule(new RegExp(`(${NUMBER})\\s?[%％]?\\s?${DASH}\\s?(${NUMBER})\\s?([%％‰])`), (m) => {
    const base = m[3] === '‰' ? '千分之' : '百分之';
    return `${base}${amount(m[1] ?? '')}到${base}${amount(m[2] ?? '')}`;
  }),
  rule(
    new RegExp(`(${NUMBER})\\s?([%％‰])`),
    (m) => `${m[2] === '‰' ? '千分之' : '百分之'}${amount(m[1] ?? '')}`,
  ),

  // Reference numbers: receipts such as HC-2026-XXXX-XXXX-C, building and form codes.
  rule(/(?<![A-Za-z\d-])(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)+(?![A-Za-z\d-])/u, (m) =>
    spelled(m[0]),
  ),
  // Identity numbers: 17 digits and a check character.
  rule(
    /(?<![A-Za-z\d])(\d{17})([\dXx])(?![A-Za-z\d])/u,
    (m) => `${digits(m[1] ?? '', true)}${/x/i.test(m[2] ?? '') ? ' X' : digits(m[2] ?? '', true)}`,
  ),

  // Telephone numbers: with area code, mobile, service numbers, hotlines.
  rule(
    /(?<!\d)(?:\+?86[-\s]?)?(0\d{2,3}[-–\s]\d{3,4}[-\s]?\d{4}|[48]00[-\s]\d{3,4}[-\s]?\d{3,4})(?!\d)/u,
    (m) => dialled(m[1] ?? ''),
  ),
  rule(/(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/u, (m) =>
    dialled(`${m[1]} ${m[2]} ${m[3]}`),
  ),
  rule(
    new RegExp(
      `(?<=${HOTLINE_BEFORE})\\d{3,12}(?:[-\\s]\\d{3,8})*(?![\\d.:：])(?!\\s?(?:个|份|元|人|件|天|年|月|日|次|小时|分钟))`,
    ),
    (m) => dialled(m[0]),
  ),
  rule(
    /(?<![\d.])(?:110|119|120|122|1[02]\d{3}|9[56]\d{3,4})(?=[^\d。，；,.]{0,8}(?:热线|电话|平台|客服))/u,
    (m) => dialled(m[0]),
  ),
  // Numbers that are copied, not counted.
  rule(
    /(?<=(?:尾号|[前后末]\s?[一二三四五六七八\d]\s?位|验证码|编号|号码|受理号|取件码|排队号|单号|邮编|代码)[^\d。；]{0,4})\d{3,}(?![\d.])/u,
    (m) => digits(m[0], true),
  ),
  rule(/(?<![\d.])\d{3,4}(?=\s?(?:室|房(?!间?[数价])))/u, (m) => digits(m[0], true)),
  rule(
    /(?<![\d.,])(?:\d{5}|0\d+|\d{7,})(?![\d.,:：])(?!\s?(?:余|多)?\s?[个份元人件天年月日次名户项套张万亿千百米吨])/u,
    (m) => digits(m[0], (m[0] ?? '').length > 5),
  ),

  // Ordinals, ranges, fractions, ratios.
  rule(/(?<=第\s?)\d+/u, (m) => amount(m[0])),
  rule(
    new RegExp(`(?<![\\d.])(${NUMBER})\\s?(?:${DASH}|——)\\s?(${NUMBER})(?=\\s?(${COUNTED}))`),
    (m) => `${amount(m[1] ?? '')}到${counted(m[2] ?? '')}`,
  ),
  rule(
    new RegExp(`(?<![\\d.])(${NUMBER})\\s?(?:[-–—−~～〜]|——)\\s?(${NUMBER})(?![-–\\d])`),
    (m) => `${amount(m[1] ?? '')}到${amount(m[2] ?? '')}`,
  ),
  rule(/(?<![\d./])(\d{1,2})\/(\d{1,3})(?![\d/])/u, (m) =>
    Number(m[1]) < Number(m[2]) ? `${amount(m[2] ?? '')}分之${amount(m[1] ?? '')}` : null,
  ),
  rule(/(?<![\d:：])(\d{1,3})[:：](\d)(?![\d:：])/u, (m) => `${amount(m[1] ?? '')}比${amount(m[2] ?? '')}`),
  rule(/(?<=\d\s?)[×xX*]\s?(?=\d)/u, '乘'),

  // Temperatures below zero, units, decimals, plain numbers.
  rule(new RegExp(`(?<![\\p{L}\\d])[-−](${NUMBER})\\s?(℃|°C)`), (m) => `零下${amount(m[1] ?? '')}摄氏度`),
  rule(
    new RegExp(`(${NUMBER})\\s?(${UNIT})(?![A-Za-z])`),
    (m) => `${counted(m[1] ?? '')}${UNITS[m[2] ?? '']}`,
  ),
  rule(new RegExp(`(?<![\\p{L}\\d])[-−](${NUMBER})`), (m) => `负${amount(m[1] ?? '')}`),
  rule(new RegExp(`(?<![\\d.])2(?=\\s?(?:多|余)?${COUNTED})`), '两'),
  // A4, B12: the letter and its number.
  rule(
    /(?<![A-Za-z\d])([A-Z]{1,3})(\d{1,2})(?![A-Za-z\d])/u,
    (m) => `${[...(m[1] ?? '')].join(' ')} ${amount(m[2] ?? '')} `,
  ),
  rule(new RegExp(NUMBER), (m) => amount(m[0])),
  rule(/[０-９]+/u, (m) => amount(m[0].normalize('NFKC'))),
  rule(/[①-⑳]/u, (m) => `${amount(m[0].normalize('NFKC'))}，`),
  rule(
    new RegExp(
      `(?<=\\p{L})\\s?(?:${UNIT.split('|')
        .filter((u) => /[²³㎡℃]/.test(u))
        .join('|')})`,
    ),
    (m) => UNITS[m[0].trim()] ?? null,
  ),

  // A/B is a choice.
  rule(/(?<=[\p{L}\p{N}）)》”"])\s?[/／]\s?(?=[\p{L}\p{N}（(《“"])/u, '或'),
  // Brackets, dashes, colons and dots of omission are pauses; quotation marks are not said.
  rule(/\s*[（(【[〔]\s*/u, (_m, { spoken }) => (/[\p{L}\p{N}]$/u.test(spoken) ? '，' : '')),
  rule(/\s*[）)】\]〕]\s*/u, (_m, { text, to }) => (/^[\p{L}\p{N}“《]/u.test(text.slice(to)) ? '，' : '')),
  rule(/\s*(?:——?|–|…+|\.{3,})\s*/u, '，'),
  rule(/[：:](?=\S)|[|｜]/u, '，'),
  rule(/[“”„‟"「」『』《》〈〉‘’'`·•‧_^{}\\#*]/u, ''),
  rule(/[～〜~](?=\p{L})/u, '到'),
];

/** Mandarin, after the rules for markup. */
export const MANDARIN_RULES: readonly Rule[] = [
  ...rules,
  rule(
    new RegExp(
      `[${Object.keys(SIGNS)
        .map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
        .join('')}]`,
    ),
    (m) => SIGNS[m[0]] ?? '',
  ),
  rule(/[$€£¥￥°§¶©®™†‡□■○●◎△▲▽▼◇◆☆★√]/u, ''),
];
