import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, Environment, loadConfig } from './config.ts';

describe('configuration', () => {
  it('needs no variable at all', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      llm: null,
      embeddings: null,
      tts: null,
      stt: null,
    });
  });

  it('names every bad variable and shows no key', () => {
    const env = { PORT: '99999', LLM_BASE_URL: 'not a url', LLM_API_KEY: 'sk-secret' };
    expect(() => loadConfig(env)).toThrow(ConfigError);
    expect(() => loadConfig(env)).toThrow(/PORT[\s\S]*LLM_BASE_URL/);
    try {
      loadConfig(env);
    } catch (error) {
      expect(String(error)).not.toContain('sk-secret');
    }
  });

  it('takes an empty value for not set', () => {
    expect(loadConfig({ PORT: '', LLM_BASE_URL: '' })).toMatchObject({ port: 8080, llm: null });
  });

  it('cuts the trailing slash of an endpoint and leaves an absent key absent', () => {
    expect(loadConfig({ LLM_BASE_URL: 'http://127.0.0.1:1/v1/' }).llm).toEqual({
      baseUrl: 'http://127.0.0.1:1/v1',
      model: 'gpt-4.1-mini',
      timeoutMs: 8000,
      routeTimeoutMs: 1500,
      maxTokens: 700,
      contextChars: 16_000,
      breakerFailures: 5,
      breakerPauseMs: 30_000,
    });
  });

  it('is told whole by .env.example, defaults included', () => {
    const example = parseEnv(readFileSync('.env.example', 'utf8'));
    expect(Object.keys(example).sort()).toEqual(Object.keys(Environment.shape).sort());
    expect(loadConfig(example)).toEqual(loadConfig({}));
  });

  it('reads the hours of calls in order, and refuses any others', () => {
    expect(loadConfig({ CALLBACK_HOURS: '08:30-11:45' }).callbacks.shifts).toEqual([{ from: 510, to: 705 }]);
    for (const hours of ['9-12', '12:00-09:00', '13:00-17:00,09:00-12:00', '09:00-24:30']) {
      expect(() => loadConfig({ CALLBACK_HOURS: hours }), hours).toThrow(/CALLBACK_HOURS/);
    }
  });
});
