import { describe, expect, it } from 'vitest';
import { formatReceipt } from '#server/cases/index.ts';
import { redact } from './index.ts';

// 11010519491231002X is the worked example of GB 11643-1999 itself.
describe('redact', () => {
  it.each([
    ['我的身份证是11010519491231002X，能办吗', '我的身份证是[ID_NUMBER]，能办吗'],
    ['11010519491231002x', '[ID_NUMBER]'],
    ['１１０１０５１９４９１２３１００２Ｘ', '[ID_NUMBER]'],
    ['110105 19491231 002X', '[ID_NUMBER]'],
    ['110105-1949-1231-002X。', '[ID_NUMBER]。'],
    ['110105_19491231_002X', '[ID_NUMBER]'],
    ['110105/19491231/002X', '[ID_NUMBER]'],
    ['110105，19491231，002X', '[ID_NUMBER]'],
    ['110105194912310021 末位打错了', '[ID_NUMBER] 末位打错了'],
    ['my id is 11010519491231002X thanks', 'my id is [ID_NUMBER] thanks'],
  ])('replaces the ID number in %s', (text, expected) => {
    expect(redact(text)).toEqual({ text: expected, found: ['id_number'] });
  });

  it.each([
    'HC-2026-7K3M-9QXT-4',
    'hc2026 7k3m 9qxt 4',
    'ＨＣ－２０２６－７Ｋ３Ｍ－９ＱＸＴ－４',
    'HC—2026—7K3M—9QXT—4',
    'hc20267k3m9qxt4',
    'HC_2026_7K3M_9QXT_4',
    'HC/2026/7K3M/9QXT/4',
    'HC-2O26-7K3M-9QXT-4',
    '2026-7K3M-9QXT-4',
    '7K3M-9QXT-4',
    formatReceipt('2026', '7K3M9QXT').replace(/^HC|-/g, ''),
  ])('replaces the receipt %s', (receipt) => {
    expect(redact(`查一下 ${receipt}，谢谢`)).toEqual({ text: '查一下 [RECEIPT]，谢谢', found: ['receipt'] });
  });

  it.each([
    '13800138000',
    '138 0013 8000',
    '+86 138-0013-8000',
    '１３８００１３８０００',
    '8613800138000',
    '0086 13800138000',
    '138_0013_8000',
  ])('replaces the mobile number %s', (phone) => {
    expect(redact(`打${phone}找我`)).toEqual({ text: '打[PHONE]找我', found: ['phone'] });
  });

  it('finds several kinds in one message', () => {
    const { text, found } = redact('HC-2026-7K3M-9QXT-4 11010519491231002X 13800138000');
    expect(text).toBe('[RECEIPT] [ID_NUMBER] [PHONE]');
    expect(found).toEqual(['receipt', 'id_number', 'phone']);
  });

  it.each([
    '12345热线',
    '110、120和12333',
    '邮编571100',
    '工本费20元，二十份',
    '0898-5550-1200',
    '400-810-1234',
    '订单 202607999999990001',
    '150,000,000,00元',
    '17/11/2026 830',
    '2026 residence permit',
    '2026-residence',
    '电话 0898-5550-1',
    '999999202602301235 没有二月三十日',
    '91350100M000100Y43',
    '2026080123',
    'SF-20260820-000123',
    '2026-11-22 8:30-17:00',
    'HC-2026 是受理年份',
  ])('leaves %s alone', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });
});
