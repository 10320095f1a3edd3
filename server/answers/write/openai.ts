import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Config } from '#server/config.ts';

/** Enough for a few spoken sentences and a tool call; a prompt that leaks cannot leak whole. */
const MAX_TOKENS = 700;

/**
 * A chat model on any OpenAI-compatible server. Its library is loaded with the first question that needs it: the
 * offline default never does.
 */
export async function openAiModel(llm: NonNullable<Config['llm']>): Promise<BaseChatModel> {
  const { ChatOpenAI } = await import('@langchain/openai');
  return new ChatOpenAI({
    model: llm.model,
    // Servers that ask for no key still want the header to have a value.
    apiKey: llm.apiKey ?? 'none',
    // The library's own log repeats what a server sends.
    configuration: { baseURL: llm.baseUrl, logLevel: 'off' },
    temperature: 0,
    maxTokens: MAX_TOKENS,
    // A citizen is waiting: the offline writer is the second try.
    maxRetries: 0,
    // Not every compatible server knows `stream_options`.
    streamUsage: false,
    useResponsesApi: false,
  });
}
