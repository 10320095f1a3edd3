import type { Locale, Utterance } from '#protocol/index.ts';
import type { AnswerEvent } from './events.ts';
import {
  type ConversationState,
  newTurn,
  type Part,
  type Rating,
  type Turn,
  type TurnProblem,
} from './state.ts';

export type Action =
  | { type: 'asked'; id: string; question: string; locale: Locale }
  | { type: 'event'; id: string; event: AnswerEvent }
  | { type: 'slow'; id: string }
  | { type: 'broke'; id: string; problem: TurnProblem }
  | { type: 'stopped'; id: string }
  | { type: 'left'; id: string }
  | { type: 'silenced'; id: string; utterance: string; chars: number }
  | { type: 'rated'; id: string; rating: Rating | null }
  | { type: 'cleared'; threadId: string };

const LIST_MARKER = /^\s*(?:[-*•]|\d{1,2}[.)、])\s+/;
const CITE_MARKS = /\s*\[\d+\]/g;

/** The words of a sentence, whatever its list marker, citation marks and spacing. */
const words = (text: string): string =>
  text.replace(LIST_MARKER, '').replace(CITE_MARKS, '').replace(/\s+/g, '');

/**
 * Every sentence comes twice, as text and as utterance, in either order. They are one sentence when their words
 * agree; failing that, when it is the oldest one still without its other half.
 */
function pairUtterance(parts: readonly Part[], utterance: Utterance): Part[] {
  const waiting = parts.filter((part) => part.kind === 'sentence' && part.utterance === null);
  const match =
    waiting.find((part) => part.kind === 'sentence' && words(part.text) === words(utterance.text)) ??
    waiting[0];
  const sentence: Part = { kind: 'sentence', text: utterance.text, utterance };
  return match ? parts.map((part) => (part === match ? sentence : part)) : [...parts, sentence];
}

function addSentence(parts: readonly Part[], text: string): Part[] {
  const isThere = parts.some((part) => part.kind === 'sentence' && words(part.text) === words(text));
  return isThere || text.trim() === ''
    ? [...parts]
    : [...parts, { kind: 'sentence', text: text.trim(), utterance: null }];
}

function addCard(parts: readonly Part[], part: Extract<Part, { kind: 'card' }>): Part[] {
  const rest = parts.filter((other) => other.kind !== 'card' || other.card.id !== part.card.id);
  return [...rest, part];
}

function onEvent(turn: Turn, event: AnswerEvent): Turn {
  switch (event.type) {
    case 'step':
      return { ...turn, step: event.step };
    case 'tool':
      return { ...turn, tool: event.running };
    case 'sentence':
      return { ...turn, slow: false, parts: addSentence(turn.parts, event.text) };
    case 'utterance':
      if (event.utterance.aside) return { ...turn, asides: [...turn.asides, event.utterance] };
      return { ...turn, slow: false, parts: pairUtterance(turn.parts, event.utterance) };
    case 'sources': {
      const known = new Set(turn.sources.map((source) => source.n));
      return { ...turn, sources: [...turn.sources, ...event.sources.filter(({ n }) => !known.has(n))] };
    }
    case 'card':
      return { ...turn, slow: false, parts: addCard(turn.parts, { kind: 'card', card: event.card }) };
    case 'notice':
      // Every answer of the page is marked as made by AI.
      if (event.code === 'ai_generated') return turn;
      return {
        ...turn,
        parts: [...turn.parts, { kind: 'notice', code: event.code, message: event.message }],
      };
    case 'finished':
      if (turn.parts.length === 0) return broken(turn, { code: 'failed', message: null, retryAtMs: null });
      return { ...turn, ...over, phase: 'done', status: event.result.status };
    case 'failed':
      return broken(turn, { code: 'failed', message: event.message, retryAtMs: null });
  }
}

const over = { step: null, tool: false, slow: false } as const;

const broken = (turn: Turn, problem: TurnProblem): Turn => ({ ...turn, ...over, phase: 'failed', problem });

/** What an action makes of a turn. A turn that is over takes no more events: late ones change nothing. */
function onTurn(turn: Turn, action: Exclude<Action, { type: 'asked' | 'cleared' }>): Turn {
  if (action.type === 'silenced')
    return { ...turn, silencedAt: { utterance: action.utterance, chars: action.chars } };
  if (action.type === 'rated') return { ...turn, rating: action.rating };
  if (turn.phase !== 'running') return turn;
  switch (action.type) {
    case 'event':
      return onEvent(turn, action.event);
    case 'slow':
      return { ...turn, slow: true };
    case 'broke':
      return broken(turn, action.problem);
    case 'stopped':
      return { ...turn, ...over, phase: 'stopped' };
    case 'left':
      return { ...turn, ...over, phase: 'interrupted' };
  }
}

/** The conversation after `action`. Pure. */
export function reduce(state: ConversationState, action: Action): ConversationState {
  switch (action.type) {
    case 'asked':
      return { ...state, turns: [...state.turns, newTurn(action.id, action.question, action.locale)] };
    case 'cleared':
      return { threadId: action.threadId, turns: [] };
    default:
      return {
        ...state,
        turns: state.turns.map((turn) => (turn.id === action.id ? onTurn(turn, action) : turn)),
      };
  }
}
