import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { Locale } from '#protocol/index.ts';
import type { Aspect, Glossary } from '#server/knowledge/index.ts';
import { CASE_STATUS, GET_GUIDE_SECTION, type ToolArtifact } from '../write/tools/index.ts';
import { compose, composeCase, likelyAmong, passageSection, sectionsNeeded } from './compose.ts';

interface ExtractiveFields {
  locale: Locale;
  /** What the question is about, from the step that understood it. */
  aspects: readonly Aspect[];
  /** Whether the question is about the citizen's own application. */
  aboutCase: boolean;
  glossary: Glossary;
  /** What the citizen has told of themselves before, in their words. */
  about: readonly string[];
  /** Whether fewer words are wished for. */
  brief: boolean;
}

type Reply = { call: { name: string; args: Record<string, unknown> } } | { text: string };

function artifactsOf(messages: readonly BaseMessage[]): ToolArtifact[] {
  // Tools of our own made them: a tool message of another maker has none.
  return messages.flatMap((message) =>
    message instanceof ToolMessage && message.artifact ? [message.artifact as ToolArtifact] : [],
  );
}

/**
 * A chat model without a language model: it reads the guides' fields and sections through the same tools and writes
 * short spoken sentences over them, each with its `[n]`. Needs no network, key or GPU; the same question always gets
 * the same answer.
 */
export class ExtractiveModel extends BaseChatModel {
  readonly #fields: ExtractiveFields;

  constructor(fields: ExtractiveFields) {
    super({});
    this.#fields = fields;
  }

  override _llmType(): string {
    return 'extractive';
  }

  /** Its tools are known by name; binding changes nothing. */
  override bindTools(_tools: BindToolsInput[]): this {
    return this;
  }

  #reply(messages: readonly BaseMessage[]): Reply {
    const { locale, aspects, aboutCase, glossary, about, brief } = this.#fields;
    const artifacts = artifactsOf(messages);
    if (aboutCase) {
      const found = artifacts.find((artifact) => artifact.kind === 'case');
      return found ? { text: composeCase(found) } : { call: { name: CASE_STATUS, args: {} } };
    }
    const question = messages.findLast((message) => message instanceof HumanMessage)?.text ?? '';
    const hits = artifacts.find((artifact) => artifact.kind === 'search')?.sections ?? [];
    const guide = hits[0]?.guide;
    const reads = artifacts.flatMap((artifact) => (artifact.kind === 'guide' ? [artifact] : []));
    const read = reads[0];
    if (read === undefined) {
      if (guide === undefined) return { text: '' };
      return { call: { name: GET_GUIDE_SECTION, args: { guide, sections: sectionsNeeded(aspects) } } };
    }
    const sections = [...hits, ...reads.flatMap((each) => each.sections)];
    const likely = likelyAmong(read.guide.id, hits);
    const anchor = passageSection(question, read.guide, aspects, glossary, likely);
    if (anchor !== undefined && reads.length === 1 && !sections.some(({ section }) => section === anchor))
      return { call: { name: GET_GUIDE_SECTION, args: { guide: read.guide.id, sections: [anchor] } } };
    const input = { locale, aspects, question, about, guide: read.guide, glossary, likely };
    return { text: compose(input, sections, { brief }) };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    _options: BaseChatModelCallOptions,
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const reply = this.#reply(messages);
    if ('call' in reply) {
      const { name, args } = reply.call;
      const message = new AIMessageChunk({
        content: '',
        tool_call_chunks: [
          {
            type: 'tool_call_chunk',
            index: 0,
            id: `${name}-${messages.length}`,
            name,
            args: JSON.stringify(args),
          },
        ],
        response_metadata: { finish_reason: 'tool_calls' },
      });
      yield new ChatGenerationChunk({ text: '', message });
      return;
    }
    // Line by line: each is a whole sentence with its citations, checked and spoken while the next is on its way.
    for (const text of reply.text.match(/[^\n]+\n?|\n/g) ?? []) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await runManager?.handleLLMNewToken(text);
    }
    const message = new AIMessageChunk({ content: '', response_metadata: { finish_reason: 'stop' } });
    yield new ChatGenerationChunk({ text: '', message });
  }

  override async _generate(messages: BaseMessage[], options: BaseChatModelCallOptions): Promise<ChatResult> {
    let text = '';
    for await (const chunk of this._streamResponseChunks(messages, options)) text += chunk.text;
    return { generations: [{ text, message: new AIMessage(text) }] };
  }
}
