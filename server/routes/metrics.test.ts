import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

describe('metrics of the language model', () => {
  it('count askings by purpose and outcome and tell the breaker’s state', async () => {
    const { registry, languageModel } = createMetrics();
    languageModel.asked('write', 'ok');
    languageModel.asked('write', 'ok');
    languageModel.asked('repair', 'stalled');
    languageModel.breaker('open');
    const text = await registry.metrics();
    expect(text).toContain('yunting_language_model_total{purpose="write",outcome="ok"} 2');
    expect(text).toContain('yunting_language_model_total{purpose="repair",outcome="stalled"} 1');
    expect(text).toContain('yunting_language_model_breaker 2');
    languageModel.breaker('closed');
    expect(await registry.metrics()).toContain('yunting_language_model_breaker 0');
  });
});
