import { describe, expect, it } from 'vitest';
import type { AnswerEvent } from './events.ts';
import { type Action, reduce } from './reducer.ts';
import { type ConversationState, isUnheard, type Turn, utterancesOf } from './state.ts';
import { utterance } from './testing/index.ts';

const asked: Action = { type: 'asked', id: 't1', question: '户口怎么上？', locale: 'zh' };
const finished: AnswerEvent = {
  type: 'finished',
  result: {
    status: 'answered',
    sources: [],
    latencyMs: { understand: 1, retrieve: 1, firstSentence: 1, firstAudio: null, total: 2 },
  },
};

function turnAfter(...actions: (Action | AnswerEvent)[]): Turn {
  const empty: ConversationState = { threadId: 'thread', turns: [] };
  const isAction = (each: Action | AnswerEvent): each is Action =>
    ['asked', 'event', 'slow', 'broke', 'stopped', 'silenced', 'rated', 'cleared'].includes(each.type);
  const state = [asked, ...actions].reduce(
    (now, each) => reduce(now, isAction(each) ? each : { type: 'event', id: 't1', event: each }),
    empty,
  );
  const turn = state.turns.at(-1);
  if (turn === undefined) throw new Error('no turn');
  return turn;
}

const texts = (turn: Turn) => turn.parts.map((part) => (part.kind === 'sentence' ? part.text : part.kind));

describe('a turn', () => {
  it('shows a sentence as soon as its text arrives', () => {
    expect(texts(turnAfter({ type: 'sentence', text: '一个月内申报。' }))).toEqual(['一个月内申报。']);
  });

  it('joins text and utterance of a sentence, whichever comes first', () => {
    const text: AnswerEvent = { type: 'sentence', text: ' 一个月内申报。' };
    const spoken: AnswerEvent = { type: 'utterance', utterance: utterance('u1', '一个月内申报。') };
    for (const order of [
      [text, spoken],
      [spoken, text],
    ]) {
      const turn = turnAfter(...order);
      expect(texts(turn)).toEqual(['一个月内申报。']);
      expect(utterancesOf(turn).map(({ id }) => id)).toEqual(['u1']);
    }
  });

  it('joins them in order when their words differ', () => {
    const turn = turnAfter(
      { type: 'sentence', text: '费用：¥20' },
      { type: 'sentence', text: '三天办好。' },
      { type: 'utterance', utterance: utterance('u1', '费用二十元。') },
    );
    expect(texts(turn)).toEqual(['费用二十元。', '三天办好。']);
  });

  it('keeps sources once, and a card sent again in its newest form', () => {
    const source = { n: 1, guide: 'g', version: 'v', section: 's', title: 't', quote: 'q', url: '/u' };
    const card = (title: string): AnswerEvent => ({
      type: 'card',
      card: { type: 'contact', id: 'c1', title, contacts: [] },
    });
    const turn = turnAfter(
      { type: 'sources', sources: [source] },
      { type: 'sources', sources: [source, { ...source, n: 2 }] },
      card('old'),
      card('new'),
    );
    expect(turn.sources.map(({ n }) => n)).toEqual([1, 2]);
    expect(turn.parts).toMatchObject([{ card: { title: 'new' } }]);
  });

  it('forgets what the server was doing once it is done', () => {
    const turn = turnAfter(
      { type: 'step', step: 'retrieve' },
      { type: 'tool', running: true },
      { type: 'slow', id: 't1' },
      { type: 'sentence', text: '好。' },
      finished,
    );
    expect(turn).toMatchObject({ phase: 'done', step: null, tool: false, slow: false, status: 'answered' });
  });

  it('fails when a run ends without a word', () => {
    expect(turnAfter(finished)).toMatchObject({ phase: 'failed', problem: { code: 'failed' } });
  });

  it('keeps what was checked when the stream breaks', () => {
    const turn = turnAfter(
      { type: 'sentence', text: '一个月内申报。' },
      { type: 'broke', id: 't1', problem: { code: 'cut', message: null, retryAtMs: null } },
    );
    expect(texts(turn)).toEqual(['一个月内申报。']);
    expect(turn.phase).toBe('failed');
  });

  it('takes no late events once it is stopped', () => {
    const turn = turnAfter({ type: 'stopped', id: 't1' }, { type: 'sentence', text: '晚了。' }, finished);
    expect(turn).toMatchObject({ phase: 'stopped', parts: [], status: null });
  });

  it('has asides spoken before the answer, and shows none of them', () => {
    const turn = turnAfter(
      { type: 'sentence', text: '第一句。' },
      { type: 'utterance', utterance: utterance('a1', '以下由人工智能生成。', { aside: true }) },
      { type: 'utterance', utterance: utterance('u1', '第一句。') },
    );
    expect(texts(turn)).toEqual(['第一句。']);
    expect(utterancesOf(turn).map(({ id }) => id)).toEqual(['a1', 'u1']);
  });

  it('knows that nothing of the answer was heard when she was silenced during an aside', () => {
    const turn = turnAfter(
      { type: 'utterance', utterance: utterance('a1', '以下由人工智能生成。', { aside: true }) },
      { type: 'utterance', utterance: utterance('u1', '第一句。') },
      { type: 'silenced', id: 't1', utterance: 'a1', chars: 4 },
    );
    expect(turn.parts.every((part) => part.kind === 'sentence' && isUnheard(turn, part))).toBe(true);
  });

  it('keeps a thumb after the turn is over', () => {
    const turn = turnAfter({ type: 'sentence', text: '好。' }, finished, {
      type: 'rated',
      id: 't1',
      rating: { thumb: 'down', reason: 'unclear' },
    });
    expect(turn).toMatchObject({ phase: 'done', rating: { thumb: 'down', reason: 'unclear' } });
  });

  it('knows which sentences were not heard after she was silenced', () => {
    const turn = turnAfter(
      { type: 'utterance', utterance: utterance('u1', '第一句。') },
      { type: 'utterance', utterance: utterance('u2', '第二句。') },
      { type: 'utterance', utterance: utterance('u3', '第三句。') },
      { type: 'silenced', id: 't1', utterance: 'u2', chars: 2 },
    );
    const unheard = turn.parts.map((part) => part.kind === 'sentence' && isUnheard(turn, part));
    expect(unheard).toEqual([false, false, true]);
  });
});
