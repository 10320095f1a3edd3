import { describe, expect, it } from 'vitest';
import { formatReceipt, isReceiptComplete } from './receipt.ts';

describe('receipt number', () => {
  it('groups what is typed', () => {
    expect(formatReceipt('hc2026')).toBe('HC-2026');
    expect(formatReceipt('hc 2026 7k3m 9qpx 4')).toBe('HC-2026-7K3M-9QPX-4');
  });

  it('adds the prefix that people leave out', () => {
    expect(formatReceipt('20267k')).toBe('HC-2026-7K');
  });

  it('cuts what is too long', () => {
    expect(formatReceipt('HC-2026-7K3M-9QPX-4999')).toBe('HC-2026-7K3M-9QPX-4');
  });

  it('can be deleted to nothing', () => {
    expect(formatReceipt('H')).toBe('H');
    expect(formatReceipt('')).toBe('');
  });

  it('knows when it is complete', () => {
    expect(isReceiptComplete('HC-2026-7K3M-9QPX-4')).toBe(true);
    expect(isReceiptComplete('HC-2026-7K3M-9QPX')).toBe(false);
  });
});
