import { describe, expect, it } from 'vitest';
import { BadEventError, readEvent } from './events.ts';
import { utterance } from './testing/index.ts';

const read = (event: unknown) => readEvent(JSON.stringify(event));

describe('reading an event', () => {
  it('reads the events of an answer', () => {
    expect(read({ type: 'STEP_STARTED', stepName: 'check' })).toEqual({ type: 'step', step: 'check' });
    expect(read({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: '好。' })).toEqual({
      type: 'sentence',
      text: '好。',
    });
    expect(read({ type: 'CUSTOM', name: 'utterance', value: utterance('u', '好。') })).toMatchObject({
      type: 'utterance',
    });
    expect(read({ type: 'RUN_ERROR', message: '没答上来', code: 'internal' })).toEqual({
      type: 'failed',
      message: '没答上来',
    });
  });

  it('passes over event types, custom names and cards it does not know', () => {
    expect(read({ type: 'CUSTOM', name: 'card', value: { type: 'lottery', id: 'x' } })).toBeNull();
    expect(read({ type: 'CUSTOM', name: 'weather', value: 1 })).toBeNull();
    expect(read({ type: 'EVENT_OF_TOMORROW', x: 1 })).toBeNull();
    expect(read({ type: 'STEP_STARTED', stepName: 'a step of tomorrow' })).toBeNull();
    expect(read({ type: 'RUN_STARTED', threadId: 't', runId: 'r' })).toBeNull();
  });

  it.each([
    ['not JSON', '{'],
    ['no type', '{}'],
    ['a card of no kind', JSON.stringify({ type: 'CUSTOM', name: 'card', value: { id: 'x' } })],
    ['a card that is not whole', JSON.stringify({ type: 'CUSTOM', name: 'card', value: { type: 'steps' } })],
    ['a run without result', JSON.stringify({ type: 'RUN_FINISHED', threadId: 't', runId: 'r' })],
    ['text without words', JSON.stringify({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm' })],
  ])('refuses %s', (_what, data) => {
    expect(() => readEvent(data)).toThrow(BadEventError);
  });
});
