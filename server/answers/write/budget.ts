import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';

/** What is left of a tool's result that no longer has room. */
const LEFT_OUT = '(left out: no room)';
/** Each message costs a little beside its text. */
const OVERHEAD_CHARS = 8;

const sizeOf = (message: BaseMessage) => {
  const calls = message instanceof AIMessage ? (message.tool_calls ?? []) : [];
  return message.text.length + (calls.length > 0 ? JSON.stringify(calls).length : 0) + OVERHEAD_CHARS;
};

/** The first whole sections of a result that fit; the best come first. */
function firstSections(content: string, chars: number): string {
  const end = content.lastIndexOf('</section>', chars - '</section>'.length);
  return end < 0 ? LEFT_OUT : `${content.slice(0, end)}</section>\n${LEFT_OUT}`;
}

/** What messages take up of a budget, in characters. */
export const charsOf = (messages: readonly BaseMessage[]): number =>
  messages.reduce((sum, message) => sum + sizeOf(message), 0);

/**
 * The messages within so many characters, as far as that can be had: earlier turns are left out, oldest first, then
 * results of tools are shortened, oldest first. The rules, the question and the calls themselves always stay.
 */
export function withinBudget(messages: readonly BaseMessage[], chars: number): BaseMessage[] {
  if (chars === Number.POSITIVE_INFINITY) return [...messages];
  let over = charsOf(messages) - chars;
  if (over <= 0) return [...messages];
  const question = messages.findLastIndex((message) => message instanceof HumanMessage);
  let leavingOut = false;
  return messages.flatMap((message, at): BaseMessage[] => {
    if (message instanceof SystemMessage || at === question) return [message];
    if (at < question) {
      // An answer goes with its question.
      if (message instanceof HumanMessage) leavingOut = over > 0;
      if (leavingOut) over -= sizeOf(message);
      return leavingOut ? [] : [message];
    }
    if (over <= 0 || !(message instanceof ToolMessage)) return [message];
    const content = firstSections(message.text, Math.max(0, message.text.length - over));
    over -= message.text.length - content.length;
    const { tool_call_id, name, artifact } = message;
    return [new ToolMessage({ content, tool_call_id, artifact, ...(name === undefined ? {} : { name }) })];
  });
}
