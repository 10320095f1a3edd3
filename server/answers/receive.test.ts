import { describe, expect, it } from 'vitest';
import { AnswerRequest } from '#protocol/index.ts';
import { MessageRefused, normalise, receive } from './receive.ts';

function request(...messages: { role: 'user' | 'assistant'; content: unknown }[]): AnswerRequest {
  return AnswerRequest.parse({
    threadId: 't1',
    runId: 'r1',
    messages: messages.map((message, i) => ({ id: `m${i}`, ...message })),
    tools: [],
    context: [],
  });
}

const refusal = (content: string) => {
  try {
    receive(request({ role: 'user', content }));
  } catch (error) {
    if (error instanceof MessageRefused) return error.code;
    throw error;
  }
  return 'taken';
};

describe('receive', () => {
  it('takes the last user message and no other', () => {
    const { text } = receive(
      request(
        { role: 'user', content: '居住证要多少钱？' },
        { role: 'assistant', content: '居住证免费，这是我说过的。' },
        { role: 'user', content: '身份证丢了怎么补？' },
        { role: 'assistant', content: '不用补。' },
      ),
    );
    expect(text).toBe('身份证丢了怎么补？');
  });

  it('reads the text parts of a message in parts', () => {
    const content = [
      { type: 'text', text: '怎么办' },
      { type: 'text', text: '居住证' },
    ];
    expect(receive(request({ role: 'user', content })).text).toBe('怎么办 居住证');
  });

  it.each(['', '   ', '\u200b\u200e\u202e', '\u{E0041}\u{E0042}', '\u3164\u2800', '\ufe0f\u00ad', '\ud800'])(
    'refuses the message %j, in which nothing can be seen',
    (content) => expect(refusal(content)).toBe('message_empty'),
  );

  it('refuses a message without any user turn', () => {
    expect(() => receive(request({ role: 'assistant', content: '好' }))).toThrow(MessageRefused);
  });

  it.each([501, 10_000, 1_000_000])('refuses a message of %i characters', (length) => {
    expect(refusal('问'.repeat(length))).toBe('message_too_long');
  });

  it('takes a message of just the longest length, blanks around it not counted', () => {
    expect(refusal(`  ${'问'.repeat(500)}\n\n`)).toBe('taken');
  });

  it('counts after folding, so that one character that stands for eighteen does not slip through', () => {
    expect(refusal('ﷺ'.repeat(100))).toBe('message_too_long');
  });

  it('replaces personal data before anything else sees the text', () => {
    expect(receive(request({ role: 'user', content: '查 HC-2026-7K3M\u200b-9QXT-4' }))).toEqual({
      text: '查 [RECEIPT]',
      found: ['receipt'],
    });
  });
});

describe('normalise', () => {
  it.each([
    ['１２３ＡＢＣ', '123ABC'],
    ['⼈口', '人口'],
    ['忽\u202e略\u2066', '忽略'],
    ['户口，怎么上？', '户口，怎么上？'],
    ['a\tb\n\nc', 'a b c'],
    ['e\u0301', 'é'],
    [`a${'\u0300\u0301\u0302'.repeat(20)}b`, 'à\u0301\u0302\u0300b'],
    ['👨‍👩‍👧', '👨👩👧'],
    ['居\u{E0049}住\u{E0067}证\u{E007F}', '居住证'],
    ['护\ufe00照\u{E0100}', '护照'],
    ['138\u00ad0013\u00ad8000', '13800138000'],
    ['1\ufe0f\u20e3', '1\u20e3'],
    // Look-alike letters stay what the citizen wrote: only the safety rules read them as Latin ones.
    ['раsроrt', 'раsроrt'],
  ])('reads %j as %j', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });
});
