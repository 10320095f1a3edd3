import { type AGUIEvent, EventType } from '@ag-ui/core';
import type { z } from 'zod';
import type { AnswerResult, CustomEventName, CustomEvents, Step } from '#protocol/index.ts';

type CustomValue<Name extends CustomEventName> = z.infer<(typeof CustomEvents)[Name]>;

export interface RunIds {
  threadId: string;
  runId: string;
}

/** Builders of the AG-UI events an answer consists of. */
export const runStarted = ({ threadId, runId }: RunIds): AGUIEvent => ({
  type: EventType.RUN_STARTED,
  threadId,
  runId,
});
export const runFinished = ({ threadId, runId }: RunIds, result: AnswerResult): AGUIEvent => ({
  type: EventType.RUN_FINISHED,
  threadId,
  runId,
  result,
});
export const runError = (code: string, message: string): AGUIEvent => ({
  type: EventType.RUN_ERROR,
  code,
  message,
});
export const stepStarted = (stepName: Step): AGUIEvent => ({ type: EventType.STEP_STARTED, stepName });
export const stepFinished = (stepName: Step): AGUIEvent => ({ type: EventType.STEP_FINISHED, stepName });
export const textStart = (messageId: string): AGUIEvent => ({
  type: EventType.TEXT_MESSAGE_START,
  messageId,
  role: 'assistant',
});
export const textContent = (messageId: string, delta: string): AGUIEvent => ({
  type: EventType.TEXT_MESSAGE_CONTENT,
  messageId,
  delta,
});
export const textEnd = (messageId: string): AGUIEvent => ({ type: EventType.TEXT_MESSAGE_END, messageId });
export const custom = <Name extends CustomEventName>(name: Name, value: CustomValue<Name>): AGUIEvent => ({
  type: EventType.CUSTOM,
  name,
  value,
});
/** A whole call: start, arguments, end. The result follows as its own event. */
export const toolCall = (toolCallId: string, toolCallName: string, args: string): AGUIEvent[] => [
  { type: EventType.TOOL_CALL_START, toolCallId, toolCallName },
  { type: EventType.TOOL_CALL_ARGS, toolCallId, delta: args },
  { type: EventType.TOOL_CALL_END, toolCallId },
];
export const toolResult = (messageId: string, toolCallId: string, content: string): AGUIEvent => ({
  type: EventType.TOOL_CALL_RESULT,
  messageId,
  toolCallId,
  content,
  role: 'tool',
});
