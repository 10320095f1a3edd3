import { describe, expect, test } from 'vitest';
import type { Block } from './blocks.ts';
import { draftOf } from './draft-of.ts';
import { statementsOfDocument } from './statements.ts';

const recognise = (blocks: Block[]) => draftOf(statementsOfDocument(blocks), { file: 'dog.docx' });
const lines = (...texts: string[]): Block[] => [{ kind: 'text', text: texts.join('\n') }];

describe('a guide as a province prints it', () => {
  const { draft, body, notes } = recognise([
    { kind: 'heading', level: 1, text: '犬只登记办事指南' },
    {
      kind: 'table',
      rows: [
        ['事项类型', '行政许可', '服务对象', '自然人，企业法人'],
        ['实施主体', '海澄市公安局', '联办机构', '海澄市农业农村局、海澄市城市管理局'],
        ['法定办结时限', '20个工作日', '承诺办结时限', '５（工作日）'],
        ['到办事现场次数', '1次', '是否支持物流快递', '是'],
        ['是否支持预约办理', '否', '办理形式', '窗口办理，网上办理'],
        ['结果名称', '犬只登记证', '送达方式', '窗口领取、邮寄'],
      ],
    },
    { kind: 'heading', level: 2, text: '一、受理条件' },
    {
      kind: 'text',
      text: '申请人应当具备下列条件：\n（一）年满十八周岁；\n（二）有固定住所，符合第（一）项规定；\n（三）犬只已经免疫。',
    },
    { kind: 'heading', level: 2, text: '二、申请材料' },
    {
      kind: 'table',
      rows: [
        ['序号', '材料名称', '材料类型', '来源渠道', '纸质材料份数', '材料必要性', '是否容缺', '填报须知'],
        ['1', '居民身份证', '原件', '申请人自备', '1', '必要', '否', ''],
        ['2', '免疫证明', '复印件', '政府部门数据共享', '2', '非必要', '是', '一年以内'],
      ],
    },
    { kind: 'heading', level: 2, text: '三、办理流程' },
    {
      kind: 'table',
      rows: [
        ['办理环节', '办理时限', '办理人员', '审查标准'],
        ['受理', '1个工作日', '窗口', '材料齐全'],
        ['决定', '当场办结', '科长', ''],
      ],
    },
    { kind: 'heading', level: 2, text: '四、收费标准' },
    { kind: 'text', text: '每证20元' },
    { kind: 'text', text: '收费依据：海价〔2020〕1号' },
    { kind: 'heading', level: 2, text: '五、办理地点和时间' },
    {
      kind: 'list',
      ordered: false,
      items: [
        '办理地点：海晏路1号政务大厅3号窗口',
        '办理时间：周一至周五 9:00-17:00',
        '咨询电话：12345',
        '监督投诉：12388',
      ],
    },
    { kind: 'heading', level: 2, text: '六、设定依据' },
    {
      kind: 'list',
      ordered: true,
      items: [
        '《中华人民共和国动物防疫法》第三十条',
        '《海澄市养犬管理条例》（2019年修订）第八条：养犬人应当自取得犬只之日起三十日内登记。',
      ],
    },
    { kind: 'heading', level: 2, text: '七、常见问题' },
    { kind: 'text', text: '问：狗丢了怎么办？\n答：到窗口注销。' },
  ]);

  test('gives its fields', () => {
    expect(draft).toMatchObject({
      id: 'dog',
      lang: 'zh',
      name: '犬只登记',
      audience: ['person', 'business'],
      authority: { name: '海澄市公安局', joint: ['海澄市农业农村局', '海澄市城市管理局'] },
      time_limit: { legal: '20 workdays', promised: '5 workdays' },
      handling: { visits: 1, express: true, appointment: false, channels: ['window', 'web'] },
      result: { name: '犬只登记证', delivery: ['pickup', 'post'] },
      fees: [{ amount: 2000, basis: '海价〔2020〕1号', notes: '每证20元' }],
      contacts: { consult: '12345', complaint: '12388' },
      locations: [{ address: '海晏路1号政务大厅3号窗口', hours: '周一至周五 9:00-17:00' }],
      legal_basis: [
        { title: '《中华人民共和国动物防疫法》', article: '第三十条' },
        { title: '《海澄市养犬管理条例》（2019年修订）', article: '第八条' },
      ],
    });
  });

  test('its conditions are cut at their numbering, not at references to it', () => {
    expect(draft.conditions?.map(({ text }) => text)).toEqual([
      '申请人应当具备下列条件：',
      '年满十八周岁',
      '有固定住所，符合第（一）项规定',
      '犬只已经免疫。',
    ]);
  });

  test('its tables of materials and steps keep what they say, and no more', () => {
    expect(draft.materials).toEqual([
      { id: 'm1', name: '居民身份证', required: true, originals: 1, source: 'applicant', deferrable: false },
      {
        id: 'm2',
        name: '免疫证明',
        required: false,
        copies: 2,
        source: 'shared-data',
        deferrable: true,
        notes: '一年以内',
      },
    ]);
    expect(draft.steps).toEqual([
      { id: 's1', name: '受理', by: '窗口', limit: '1 workday', text: '材料齐全' },
      { id: 's2', name: '决定', by: '科长', limit: 'immediate', text: '决定' },
    ]);
  });

  test('the rest is kept in the body, the law it quotes too', () => {
    expect(body).toContain('事项类型：行政许可');
    expect(body).toContain('## 常见问题 {#source-');
    expect(body).toContain('答：到窗口注销。');
    expect(body).toContain('养犬人应当自取得犬只之日起三十日内登记');
    expect(notes).toEqual([]);
  });
});

describe('values in the wrong place', () => {
  test('a time limit under 办公时间 is a limit of no said kind, and told', () => {
    const { draft, notes } = recognise(
      lines('事项名称：甲', '办公时间：30(工作日)', '办理地点：办理地点：海晏路1号'),
    );
    expect(draft.locations).toEqual([{ address: '海晏路1号' }]);
    expect(draft.time_limit).toEqual({ notes: expect.stringContaining('30(工作日)') });
    expect(notes).toMatchObject([{ code: 'hours_are_limit' }]);
  });

  test('是否收费 with no answer is kept, and no fee made of it', () => {
    const { draft, body, notes } = recognise(lines('事项名称：甲', '是否收费：存款公证'));
    expect(draft.fees).toBeUndefined();
    expect(body).toContain('是否收费：存款公证');
    expect(notes).toMatchObject([{ code: 'fee_not_said' }]);
  });

  test('无线下办理窗口 is no place', () => {
    const { draft } = recognise(lines('事项名称：甲', '办理地点：无线下办理窗口'));
    expect(draft.locations).toBeUndefined();
    expect(draft.handling?.channels).toBeUndefined();
  });
});

test('an English guide', () => {
  const { draft } = recognise(
    lines(
      'Name of service: Dog registration',
      'Responsible authority: Haicheng Police',
      'Who can apply:',
      '1. You live in Haicheng.',
      '2. Your dog is vaccinated.',
      'Processing time: legal 20 working days, promised 5 working days',
      'Fees: 20 yuan',
      'Opening hours: Monday to Friday 9 am to 5 pm',
      'Address: 1 Haiyan Road',
      'Phone: 12345',
    ),
  );
  expect(draft).toMatchObject({
    lang: 'en',
    name: 'Dog registration',
    authority: { name: 'Haicheng Police' },
    conditions: [{ text: 'You live in Haicheng.' }, { text: 'Your dog is vaccinated.' }],
    time_limit: { legal: '20 workdays', promised: '5 workdays' },
    fees: [{ amount: 2000 }],
    locations: [{ address: '1 Haiyan Road', hours: 'Monday to Friday 9 am to 5 pm' }],
    contacts: { consult: '12345' },
  });
});

test('a bundle is left for a curator to put together', () => {
  expect(recognise(lines('事项名称：企业开办“一件事”')).draft.kind).toBeUndefined();
  expect(recognise(lines('事项名称：甲')).draft.kind).toBe('item');
});
