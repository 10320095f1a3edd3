import { describe, expect, it } from 'vitest';
import { chooseQuality, pinnedQuality } from './quality.ts';

const desktop = { renderer: 'ANGLE (NVIDIA, GeForce RTX 3060)', cores: 8, memoryGb: 8 };

describe('quality of the character', () => {
  it('is full on an ordinary machine', () => {
    expect(chooseQuality(desktop)).toBe('high');
    expect(chooseQuality({ ...desktop, memoryGb: undefined })).toBe('high');
  });

  it.each([
    'ANGLE (Google, Vulkan 1.3 (SwiftShader Device))',
    'llvmpipe (LLVM 15)',
    'Microsoft Basic Render Driver',
  ])('is light where %s draws', (renderer) => {
    expect(chooseQuality({ ...desktop, renderer })).toBe('low');
  });

  it('is light on weak machines', () => {
    expect(chooseQuality({ ...desktop, cores: 2 })).toBe('low');
    expect(chooseQuality({ ...desktop, memoryGb: 2 })).toBe('low');
  });

  it('is a still picture without WebGL', () => {
    expect(chooseQuality({ ...desktop, renderer: null })).toBe('still');
  });

  it('can be pinned by the address', () => {
    expect(pinnedQuality('?quality=high')).toBe('high');
    expect(pinnedQuality('?quality=ultra')).toBeUndefined();
    expect(pinnedQuality('')).toBeUndefined();
  });
});
