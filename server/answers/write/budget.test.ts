import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { charsOf, withinBudget } from './budget.ts';
import { sectionsForModel } from './tools/index.ts';

const section = (n: number, length = 200) => ({
  n,
  guide: 'g',
  version: 'v',
  section: `s${n}`,
  title: `第${n}段`,
  text: '文'.repeat(length),
  lang: 'zh' as const,
});
const found = (id: string, ...sections: ReturnType<typeof section>[]) => [
  new AIMessage({ content: '', tool_calls: [{ id, name: 'search_guides', args: {}, type: 'tool_call' }] }),
  new ToolMessage({ content: sectionsForModel(sections), tool_call_id: id, artifact: { kind: 'search' } }),
];
const MESSAGES: BaseMessage[] = [
  new SystemMessage('规'.repeat(300)),
  new HumanMessage('问'.repeat(100)),
  new AIMessage('答'.repeat(100)),
  new HumanMessage('再问'.repeat(50)),
  new AIMessage('再答'.repeat(50)),
  new HumanMessage('现在的问题'),
  ...found('a', section(1), section(2)),
  ...found('b', section(3)),
];
const texts = (messages: readonly BaseMessage[]) => messages.map(({ text }) => text).join('|');

describe('what is sent within a budget', () => {
  it('is everything when there is room', () => {
    expect(withinBudget(MESSAGES, 5000)).toEqual(MESSAGES);
  });

  it('loses the oldest turns first', () => {
    const kept = withinBudget(MESSAGES, charsOf(MESSAGES) - 20);
    expect(texts(kept)).not.toMatch(/问问|答答/);
    expect(texts(kept)).toContain('再问');
    expect(texts(kept)).toContain('第2段');
  });

  it('then whole sections, the least fitting first, with all calls still answered', () => {
    const withoutTurns = MESSAGES.filter((_, at) => at === 0 || at > 4);
    const kept = withinBudget(MESSAGES, charsOf(withoutTurns) - 20);
    expect(texts(kept)).not.toContain('再问');
    expect(texts(kept)).toContain('第1段');
    expect(texts(kept)).not.toContain('第2段');
    expect(texts(kept)).toContain('第3段');
    expect(kept.filter((message) => message instanceof ToolMessage)).toMatchObject([
      { tool_call_id: 'a', artifact: { kind: 'search' } },
      { tool_call_id: 'b' },
    ]);
    expect(texts(kept).match(/<section/g)).toHaveLength(texts(kept).match(/<\/section>/g)?.length ?? 0);
  });

  it('never the rules or the question', () => {
    const kept = withinBudget(MESSAGES, 1);
    expect(kept[0]).toBe(MESSAGES[0]);
    expect(texts(kept)).toContain('现在的问题');
    expect(texts(kept)).not.toContain('<section');
  });
});
