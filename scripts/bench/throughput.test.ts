import { expect, it } from 'vitest';
import { modelEnv } from './answers.ts';

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
