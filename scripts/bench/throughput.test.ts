import { expect, it } from 'vitest';
import { modelEnv } from './answers.ts';
import { cpuSecondsOf } from './throughput.ts';

it('processor time is read past a program name with spaces and brackets', () => {
  const stat = '42 (node (x) y) S 1 42 42 0 -1 4194560 9 0 0 0 150 50 0 0 20 0 11 0 1 2 3';
  expect(cpuSecondsOf(stat, 100)).toBe(2);
});

it('offline takes away a configured model; another name needs an address', () => {
  expect(modelEnv('offline', { LLM_BASE_URL: 'http://127.0.0.1:1/v1' })).toEqual({
    LLM_BASE_URL: '',
    RATE_LIMIT: 'off',
  });
  expect(() => modelEnv('big', {})).toThrow(/LLM_BASE_URL/);
  expect(modelEnv('big', { LLM_BASE_URL: 'http://127.0.0.1:1/v1' })).toEqual({
    LLM_MODEL: 'big',
    RATE_LIMIT: 'off',
  });
});
