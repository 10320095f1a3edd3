import type { AnswerStatus, Locale } from '#protocol/index.ts';
import { completionTexts } from './texts.ts';
import type { Annotation, ChatCompletion, ChatCompletionChunk, Metadata, Usage } from './wire.ts';
import { MODEL_ID } from './wire.ts';

const WIDE = /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/gu;
/** What tokenizers of today make of running text on the average: one token a Chinese character, one for four others. */
const CHARS_A_TOKEN = 4;

/** Tokens that a text is worth, roughly. */
function tokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return wide + Math.ceil((text.length - wide) / CHARS_A_TOKEN);
}

export interface Reply {
  /** The first chunk of a stream. */
  opening(): ChatCompletionChunk;
  /** A text of the answer; keeps it for what comes last. */
  text(text: string, annotations: readonly Annotation[]): ChatCompletionChunk;
  /** The last chunk with a choice: annotations, why it ended, the label. */
  closing(status: AnswerStatus): ChatCompletionChunk;
  /** The chunk after the last one, for those who ask for it. */
  usage(): ChatCompletionChunk;
  /** All of it at once. */
  whole(status: AnswerStatus): ChatCompletion;
}

/** One completion on its way out: the same words as chunks and whole. */
export function createReply({
  id,
  created,
  prompt,
  locale,
  withUsage = false,
}: {
  id: string;
  created: Date;
  /** What was asked, for the estimate of its tokens. */
  prompt: readonly string[];
  locale: Locale;
  withUsage?: boolean;
}): Reply {
  const annotations: Annotation[] = [];
  let content = '';
  const head = { id, created: Math.floor(created.getTime() / 1000), model: MODEL_ID };

  const used = (): Usage => {
    const prompt_tokens = prompt.reduce((sum, text) => sum + tokens(text), 0);
    const completion_tokens = tokens(content);
    return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
  };
  const label = { ai_generated: 'true', ai_label: completionTexts[locale].aiLabel } as const;
  const metadata = (status: AnswerStatus): Metadata => ({ ...label, status });

  type Delta = ChatCompletionChunk['choices'][number]['delta'];
  const chunk = (delta: Delta, finish_reason: 'stop' | null = null): ChatCompletionChunk => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
    ...(withUsage ? { usage: null } : {}),
  });

  return {
    opening: () => ({ ...chunk({ role: 'assistant', content: '' }), metadata: label }),
    text(text, cited) {
      content += text;
      annotations.push(...cited);
      return chunk({ content: text });
    },
    closing: (status) => ({ ...chunk({ annotations }, 'stop'), metadata: metadata(status) }),
    usage: () => ({ ...head, object: 'chat.completion.chunk', choices: [], usage: used() }),
    whole: (status) => ({
      ...head,
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content, refusal: null, annotations },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: used(),
      metadata: metadata(status),
    }),
  };
}
