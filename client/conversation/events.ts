import { EventSchema } from '@ag-ui/core/schemas';
import { z } from 'zod';
import {
  AnswerResult,
  Card,
  type CustomEventName,
  CustomEvents,
  type Source,
  Step,
  type Utterance,
} from '#protocol/index.ts';

/** What an event of the answer stream means to a conversation. */
export type AnswerEvent =
  | { type: 'step'; step: Step }
  | { type: 'tool'; running: boolean }
  | { type: 'sentence'; text: string }
  | { type: 'sources'; sources: Source[] }
  | { type: 'utterance'; utterance: Utterance }
  | { type: 'card'; card: Card }
  | { type: 'notice'; code: string; message: string }
  | { type: 'finished'; result: AnswerResult }
  | { type: 'failed'; message: string };

/** The server said something that AG-UI or our own protocol does not allow. */
export class BadEventError extends Error {
  override name = 'BadEventError';
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(
  EventSchema.options.map((option) => String(option.shape.type.value)),
);
const Typed = z.looseObject({ type: z.string() });

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new BadEventError(`${what}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const KNOWN_CARDS: ReadonlySet<string> = new Set(Card.options.map((option) => option.shape.type.value));

const isOurs = (name: string): name is CustomEventName => name in CustomEvents;

function custom(name: string, value: unknown): AnswerEvent | null {
  if (!isOurs(name)) return null;
  switch (name) {
    case 'sources':
      return { type: 'sources', sources: checked(CustomEvents.sources, value, name) };
    case 'utterance':
      return { type: 'utterance', utterance: checked(CustomEvents.utterance, value, name) };
    case 'card':
      // A newer server may have cards that this page cannot draw: the sentences stand without them.
      if (!KNOWN_CARDS.has(checked(Typed, value, name).type)) return null;
      return { type: 'card', card: checked(CustomEvents.card, value, name) };
    case 'notice':
      return { type: 'notice', ...checked(CustomEvents.notice, value, name) };
  }
}

/**
 * One `data:` of the stream as an event, or null when it says nothing to us: AG-UI lets a server send event types
 * and CUSTOM names that a client does not know, and so do we with types of cards.
 * @throws {BadEventError} when it is not JSON, or a known event has a shape it must not have.
 */
export function readEvent(data: string): AnswerEvent | null {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    throw new BadEventError('an event is not JSON');
  }
  if (!KNOWN_TYPES.has(checked(Typed, json, 'event').type)) return null;
  const event = checked(EventSchema, json, 'event');
  switch (event.type) {
    case 'STEP_STARTED': {
      const step = Step.safeParse(event.stepName);
      return step.success ? { type: 'step', step: step.data } : null;
    }
    case 'TOOL_CALL_START':
      return { type: 'tool', running: true };
    case 'TOOL_CALL_RESULT':
      return { type: 'tool', running: false };
    case 'TEXT_MESSAGE_CONTENT':
      return { type: 'sentence', text: event.delta };
    case 'CUSTOM':
      return custom(event.name, event.value);
    case 'RUN_FINISHED':
      return { type: 'finished', result: checked(AnswerResult, event.result, 'RUN_FINISHED') };
    case 'RUN_ERROR':
      return { type: 'failed', message: event.message };
    default:
      return null;
  }
}
