import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import type { Exchange } from '../exchanges.ts';
import { heardText } from '../exchanges.ts';
import type { NumberedSection } from '../types.ts';
import type { Understanding } from '../understand/index.ts';
import { PROMPTS } from './prompts/index.ts';
import { isCaseAnchor, SEARCH_GUIDES, sectionsForModel, type ToolArtifact } from './tools/index.ts';

const SEARCHED = 'search-1';

/**
 * What a writer is given: the rules, what was asked and heard before, the question, and the sections found, as the
 * result of a search that was made for it. This spares a language model its first round.
 * @param found null when the question needs no guide.
 * @param circumstances what the citizen has told of themselves, free of personal data.
 */
export function conversation(
  { question, locale, aspects }: Pick<Understanding, 'question' | 'locale' | 'aspects'>,
  thread: readonly Exchange[],
  found: { guide: string; sections: NumberedSection[] } | null,
  circumstances: readonly string[] = [],
): BaseMessage[] {
  const prompts = PROMPTS[locale];
  const before = thread.flatMap((exchange) => {
    // What was said of the citizen's own case is remembered here, and told to nobody.
    const aboutCase = exchange.sources.some(({ section }) => isCaseAnchor(section));
    const heard = aboutCase ? '' : heardText(exchange);
    return [new HumanMessage(exchange.question), ...(heard === '' ? [] : [new AIMessage(heard)])];
  });
  const told = circumstances.length > 0 ? [new HumanMessage(prompts.circumstances(circumstances))] : [];
  const asked = [new SystemMessage(prompts.answer), ...before, ...told, new HumanMessage(question)];
  if (found === null) return asked;
  const args = { query: question, guide: found.guide, ...(aspects.length > 0 ? { aspects } : {}) };
  const artifact: ToolArtifact = { kind: 'search', sections: found.sections };
  return [
    ...asked,
    new AIMessage({
      content: '',
      tool_calls: [{ id: SEARCHED, name: SEARCH_GUIDES, args, type: 'tool_call' }],
    }),
    new ToolMessage({
      content: sectionsForModel(found.sections),
      tool_call_id: SEARCHED,
      name: SEARCH_GUIDES,
      artifact,
    }),
  ];
}
