import { describe, expect, it } from 'vitest';
import { speakable } from './index.ts';

const ZH: [string, string][] = [
  // Numbers to dial or copy.
  ['拨打12345热线', '拨打幺二三四五热线'],
  ['请致电 12345。', '请致电幺二三四五。'],
  ['12345 都能办', '一二三四五都能办'],
  ['电话：0000-5512 3456', '电话，零零零零，五五幺二，三四五六'],
  ['手机13800001234', '手机幺三八，零零零零，幺二三四'],
  ['400-800-1234 咨询', '四零零，八零零，幺二三四咨询'],
  ['拨打110报警', '拨打幺幺零报警'],
  ['一共110个名额', '一共一百一十个名额'],
  ['尾号 1234', '尾号幺二三四'],
  ['验证码123456', '验证码幺二三四五六'],
  ['身份证号11010119900307888X', '身份证号幺幺零幺零幺幺九九零零三零七八八八 X'],
  ['回执HC-2026-7F3K-9Q2M-X', '回执H C，二零二六，七F 三K，九Q 二M，X'],
  ['2楼201室', '二楼二零幺室'],
  // Money.
  ['费用¥200', '费用二百元'],
  ['每证20元', '每证二十元'],
  ['2元', '两元'],
  ['￥1,000', '一千元'],
  ['¥12.50', '十二元五角'],
  ['¥20.00', '二十元'],
  ['¥3.05', '三点零五元'],
  ['¥50万', '五十万元'],
  ['100万元', '一百万元'],
  ['20元/本', '二十元每本'],
  ['$30', '三十美元'],
  ['10–20元', '十到二十元'],
  // Dates and times.
  ['2026-11-22', '二零二六年十一月二十二日'],
  ['2026/1/5', '二零二六年一月五日'],
  ['2026年11月22日', '二零二六年十一月二十二日'],
  ['2026.11', '二零二六年十一月'],
  ['5月1日', '五月一日'],
  ['2月', '二月'],
  ['周一至周五 8:30–17:00', '周一至周五八点半到十七点'],
  ['上午9:05开门', '上午九点零五分开门'],
  ['2:00', '两点'],
  ['0:30', '零点半'],
  ['13:30:05', '十三点三十分五秒'],
  ['2024-2026年', '二零二四到二零二六年'],
  ['3年内', '三年内'],
  ['24小时', '二十四小时'],
  // Percent, ranges, ordinals, fractions.
  ['50%', '百分之五十'],
  ['0.5％', '百分之零点五'],
  ['3%–5%', '百分之三到百分之五'],
  ['5‰', '千分之五'],
  ['3–5 个工作日', '三到五个工作日'],
  ['1-2份', '一到两份'],
  ['16~18岁', '十六到十八岁'],
  ['第42条', '第四十二条'],
  ['第2项', '第二项'],
  ['第四十二条', '第四十二条'],
  ['1/2', '二分之一'],
  ['1:1复印', '一比一复印'],
  ['1.5 公里', '一点五公里'],
  ['2份复印件', '两份复印件'],
  ['2个月', '两个月'],
  ['2寸照片', '二寸照片'],
  ['12份', '十二份'],
  ['2200人', '两千二百人'],
  ['20000元', '两万元'],
  ['2005份', '两千零五份'],
  ['10005个', '一万零五个'],
  ['100,000', '十万'],
  ['10个', '十个'],
  ['0', '零'],
  // Units and signs.
  ['-5℃', '零下五摄氏度'],
  ['25℃', '二十五摄氏度'],
  ['10km', '十公里'],
  ['35×45mm', '三十五乘四十五毫米'],
  ['不超过10MB', '不超过十兆'],
  ['身份证/户口簿', '身份证或户口簿'],
  ['父亲&母亲', '父亲和母亲'],
  ['A4纸', 'A 四 纸'],
  ['ID卡和 App', 'ID卡和 App'],
  // Brackets, quotes, dashes.
  ['身份证（原件）和户口簿。', '身份证，原件，和户口簿。'],
  ['（居民）身份证', '居民，身份证'],
  ['请带“户口簿”——原件', '请带户口簿，原件'],
  ['《民法典》', '民法典'],
  // Markdown, links, pictographs.
  ['**必须**带`身份证`', '必须带身份证'],
  ['[官网](https://a.gov.cn/x)办理', '官网办理'],
  ['# 材料\n- 身份证\n- 户口簿', '材料, 身份证, 户口簿'],
  ['见 https://www.haicheng.gov.cn/apply/x 。', '见 haicheng 点 gov 点 cn 。'],
  ['<b>好</b>😀', '好'],
  ['①身份证', '一，身份证'],
  ['一会儿去哪儿', '一会儿去哪儿'],
];

const EN: [string, string][] = [
  ['Call 12345.', 'Call one two three four five.'],
  ['Phone: 0000-5512 3456', 'Phone, zero zero zero zero, five five one two, three four five six'],
  ['13800001234', 'one three eight, zero zero zero zero, one two three four'],
  ['the 110 hotline', 'the one one zero hotline'],
  ['ending in 1234', 'ending in one two three four'],
  [
    'ID 11010119900307888X',
    'ID one one zero one zero one one nine nine zero zero three zero seven eight eight eight X',
  ],
  ['HC-2026-7F3K-9Q2M-X', 'H C, two zero two six, seven F three K, nine Q two M, X'],
  ['Room 305', 'Room three zero five'],
  ['¥200', 'two hundred yuan'],
  ['CNY 20 per copy', 'twenty yuan per copy'],
  ['20 yuan/copy', 'twenty yuan per copy'],
  ['¥12.50', 'twelve point five zero yuan'],
  ['$1', 'one dollar'],
  ['¥1 million', 'one million yuan'],
  ['¥10–20', 'ten to twenty yuan'],
  ['2026-11-22', 'the twenty-second of November twenty twenty-six'],
  ['22 November 2026', 'the twenty-second of November twenty twenty-six'],
  ['Nov 3, 2026', 'November the third, twenty twenty-six'],
  ['May 2026', 'May twenty twenty-six'],
  ['you may 5', 'you may five'],
  ['in 2026', 'in twenty twenty-six'],
  ['in 2005', 'in two thousand and five'],
  ['since 1906', 'since nineteen oh six'],
  ['the 2020s', 'the twenty twenties'],
  ['2026 people', 'two thousand and twenty-six people'],
  ['8:30–17:00', 'eight thirty to five p.m.'],
  ['9:05', 'nine oh five a.m.'],
  ['12:00', 'twelve noon'],
  ['0:00', 'midnight'],
  ['from 8:30 a.m. to 5 p.m.', 'from eight thirty a.m. to five p.m.'],
  ['2:00 pm', 'two p.m.'],
  ['Mon–Fri', 'Monday to Friday'],
  ['24/7', 'twenty-four seven'],
  ['ID card/household register', 'ID card or household register'],
  ['and/or', 'and or'],
  ['50%', 'fifty percent'],
  ['3%–5%', 'three to five percent'],
  ['3–5 working days', 'three to five working days'],
  ['1st, 2nd, 3rd, 12th, 21st, 40th', 'first, second, third, twelfth, twenty-first, fortieth'],
  ['Article 42', 'Article forty-two'],
  ['1.5 km', 'one point five kilometres'],
  ['1 kg', 'one kilogram'],
  ['-5℃', 'minus five degrees Celsius'],
  ['35×45 mm', 'thirty-five by forty-five millimetres'],
  ['15-day limit', 'fifteen day limit'],
  ['1/2', 'one half'],
  ['2/3', 'two thirds'],
  ['1,000', 'one thousand'],
  ['200,000', 'two hundred thousand'],
  ['1,001', 'one thousand and one'],
  ['0', 'zero'],
  ['No. 5', 'number five'],
  ['A4 paper', 'A four paper'],
  ['e.g. a passport (original)', 'for example a passport, original'],
  ['a form – signed', 'a form, signed'],
  ['“Quoted” it’s', "Quoted it's"],
  ['bed & board', 'bed and board'],
  ['**must** `bring`', 'must bring'],
  ['[the site](https://a.gov.cn)', 'the site'],
  ['See https://www.haicheng.gov.cn/apply/x.', 'See haicheng dot gov dot cn.'],
  ['Go to 海澄市 hall', 'Go to 海澄市 hall'],
];

describe('speakable Mandarin', () => {
  it.each(ZH)('%s → %s', (caption, spoken) => {
    expect(speakable(caption, 'zh').spoken).toBe(spoken);
  });
});

describe('speakable English', () => {
  it.each(EN)('%s → %s', (caption, spoken) => {
    expect(speakable(caption, 'en').spoken).toBe(spoken);
  });
});

describe('way back to the caption', () => {
  it('leads a word after a replaced stretch to its own place', () => {
    const caption = '费用¥200，拨打12345热线';
    const { spoken, captionOffset } = speakable(caption, 'zh');
    expect(captionOffset(spoken.indexOf('热线'))).toBe(caption.indexOf('热线'));
    expect(captionOffset(spoken.indexOf('三四五'))).toBe(caption.indexOf('12345'));
    expect(captionOffset(0)).toBe(0);
  });

  it('never falls and stays inside the caption', () => {
    for (const [locale, cases] of [
      ['zh', ZH],
      ['en', EN],
    ] as const) {
      for (const [caption] of cases) {
        const { spoken, captionOffset } = speakable(caption, locale);
        const offsets = Array.from({ length: spoken.length + 1 }, (_, i) => captionOffset(i));
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
        expect(Math.max(...offsets)).toBeLessThanOrEqual(caption.length);
      }
    }
  });

  it('names the stretches that are said in other words', () => {
    const caption = '请于2026-11-22到场';
    expect(speakable(caption, 'zh').replaced).toEqual([{ from: 2, to: 12 }]);
  });
});

describe('hostile captions', () => {
  const attacks = [
    '<voice name="x">a</voice> <mark name="y"/> &lt; &amp; [[h@l\'oU]] a<b>c',
    '\u200b\u202e看\u0000\u0007不见\ufeff',
    '((((（（（（[[[[****____````',
    '1'.repeat(500),
    '-'.repeat(500),
    'A-1'.repeat(160),
    '《'.repeat(500),
    '8:30'.repeat(120),
    '12:34–'.repeat(80),
    '[a'.repeat(240),
    '打'.repeat(250) + '1'.repeat(250),
  ];

  it.each(attacks)('leave nothing that a speech engine obeys: %#', (caption) => {
    for (const locale of ['zh', 'en'] as const) {
      expect(speakable(caption, locale).spoken).not.toMatch(/[<>&]|\[\[/);
      expect(speakable(caption, locale).spoken).not.toMatch(/\p{Cc}|\p{Cf}/u);
    }
  });
});
