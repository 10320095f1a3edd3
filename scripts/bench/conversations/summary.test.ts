import { expect, it } from 'vitest';
import { isHeldOut } from '../../knowledge/conversations.ts';
import { judge } from './judge.ts';
import { wordsOf } from './play.ts';
import { figuresByGroup, figuresOfTurns, type JudgedTurn, longestRun, missed, missesOf } from './summary.ts';
import { heardOf, turnOf } from './testing.ts';
import { together } from './truth.ts';

const NO_TRUTH = together([]);
const judgedTurn = (id: string, expected: 'answered' | 'clarify', came: string): JudgedTurn => {
  const turn = turnOf({ status: [expected] });
  const heard = heardOf({ status: came });
  const conversation = { id, lang: 'zh' as const, theme: 't', mixed: false, turns: [turn] };
  const verdict = judge(turn, heard);
  return { conversation, number: 1, turn, said: turn.say, heard, verdict, truth: NO_TRUTH };
};

it('the share right counts only what is judged', () => {
  const turns = [judgedTurn('zh-a', 'answered', 'answered'), judgedTurn('zh-a', 'answered', 'clarify')];
  const figures = figuresOfTurns(turns);
  expect(figures.status).toEqual({ right: 1, of: 2, share: 0.5 });
  expect(figures.guide).toEqual({ right: 0, of: 0, share: 1 });
  expect(figures.confusion).toEqual({ answered: { answered: 1, clarify: 1 } });
});

it('questions back are counted a conversation and in a row', () => {
  expect(longestRun(['clarify', 'answered', 'clarify', 'clarify'], 'clarify')).toBe(2);
  const asked = ['zh-a', 'zh-a', 'zh-a', 'zh-b'].map((id) => judgedTurn(id, 'clarify', 'clarify'));
  const figures = figuresOfTurns(asked);
  expect(figures.clarifying).toEqual({ perConversation: 2, longestRun: 3 });
  expect(missed(figures)).toEqual(['clarifying']);
});

it('a mark is missed by name', () => {
  expect(missed(figuresOfTurns([judgedTurn('zh-a', 'answered', 'no_answer')]))).toEqual(['status']);
});

it('what went wrong is told of the half that is tuned on, never of the other', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `zh-${i}`);
  const turns = ids.map((id) => judgedTurn(id, 'answered', 'no_answer'));
  const told = missesOf(turns);
  expect(told).toHaveLength(ids.filter((id) => !isHeldOut({ id })).length);
  expect(ids.filter((id) => isHeldOut({ id }) && told.some((line) => line.startsWith(`${id} `)))).toEqual([]);
  const { all, dev, heldOut } = figuresByGroup(turns);
  expect(dev.turns + heldOut.turns).toBe(all.turns);
});

it('a choice is taken by place or by words of its label, else the citizen types', () => {
  const card = {
    type: 'choices',
    id: 'c',
    title: 't',
    options: [
      { label: '公积金提取', say: '我要提取公积金' },
      { label: '公积金转移', say: '我要转公积金' },
    ],
  } as const;
  const options = { ...card, options: [...card.options] };
  expect(wordsOf(turnOf({ say: '第二个', choose: 2 }), options)).toBe('我要转公积金');
  expect(wordsOf(turnOf({ say: '提取', choose: '提取' }), options)).toBe('我要提取公积金');
  expect(wordsOf(turnOf({ say: '第三个', choose: 3 }), options)).toBe('第三个');
  expect(wordsOf(turnOf({ say: '提取', choose: '提取' }), undefined)).toBe('提取');
});
