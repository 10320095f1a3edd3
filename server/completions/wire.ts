import { z } from 'zod';

/** The one model: the hall herself, whichever language model or none writes for her. */
export const MODEL_ID = 'yunting';

const TextPart = z.strictObject({ type: z.literal('text'), text: z.string() });
const text = z.union([z.string(), z.array(TextPart)], {
  error: 'only text is read: no images, audio or files',
});

/**
 * What others than the user are said to have said: read by nobody, so no harm. An assistant's tool calls and the
 * results of tools do have a meaning to their sender, which would be lost: those are refused.
 */
const Unread = z.strictObject({
  role: z.enum(['system', 'developer', 'assistant']),
  content: z.union([z.string(), z.array(z.unknown()), z.null()]).optional(),
  name: z.string().optional(),
  refusal: z.string().nullish(),
  annotations: z.array(z.unknown()).optional(),
  tool_calls: z.array(z.never()).optional(),
  audio: z.null().optional(),
  function_call: z.null().optional(),
  reasoning_content: z.string().nullish(),
});
const UserMessage = z.strictObject({ role: z.literal('user'), content: text, name: z.string().optional() });
const Message = z.discriminatedUnion('role', [UserMessage, Unread], {
  error: 'roles are user, assistant, system and developer: tools are not offered',
});

const ignoredNumber = z.number().nullish();

/**
 * Body of `POST /v1/chat/completions`. Parameters that only shape how a language model writes are taken and left
 * unused, for many clients always send them; those that ask for something she does not do are refused, as is every
 * parameter that OpenAI's interface does not have.
 */
export const ChatCompletionRequest = z.strictObject({
  model: z.string(),
  messages: z.array(Message).min(1).max(500),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() })
    .nullish(),
  /** Keeps one person's conversations apart from another's. */
  user: z.string().max(512).optional(),
  safety_identifier: z.string().max(512).nullish(),

  temperature: ignoredNumber,
  top_p: ignoredNumber,
  max_tokens: ignoredNumber,
  max_completion_tokens: ignoredNumber,
  frequency_penalty: ignoredNumber,
  presence_penalty: ignoredNumber,
  seed: ignoredNumber,
  logit_bias: z.record(z.string(), z.number()).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  store: z.boolean().nullish(),
  service_tier: z.string().nullish(),
  reasoning_effort: z.string().nullish(),
  verbosity: z.string().nullish(),
  prompt_cache_key: z.string().nullish(),
  prompt_cache_retention: z.string().nullish(),
  parallel_tool_calls: z.boolean().optional(),

  n: z.literal(1, { error: 'one answer a request' }).nullish(),
  logprobs: z.literal(false, { error: 'there are no log probabilities' }).nullish(),
  modalities: z.array(z.literal('text', { error: 'answers are text' })).nullish(),
  response_format: z
    .strictObject({ type: z.literal('text', { error: 'answers are text' }) }, { error: 'answers are text' })
    .optional(),
  tools: z.array(z.never({ error: 'tools are not offered' })).optional(),
  tool_choice: z.enum(['none', 'auto'], { error: 'tools are not offered' }).optional(),
  stop: z.union([z.null(), z.array(z.never())], { error: 'answers are not cut at a text' }).optional(),
});
export type ChatCompletionRequest = z.infer<typeof ChatCompletionRequest>;

/** A `[n]` of the text and what it stands for. Indices count UTF-16 units; `end_index` is exclusive. */
export const Annotation = z.object({
  type: z.literal('url_citation'),
  url_citation: z.object({
    url: z.string(),
    title: z.string(),
    start_index: z.int(),
    end_index: z.int(),
  }),
});
export type Annotation = z.infer<typeof Annotation>;

/** Estimated from the text, for accounting only: no tokenizer is the model's own here. */
export const Usage = z.object({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
});
export type Usage = z.infer<typeof Usage>;

/** What is said about an answer beside its text. `ai_generated` is the label that GB 45438-2025 asks for. */
export const Metadata = z.object({
  ai_generated: z.literal('true'),
  ai_label: z.string(),
  /** `AnswerStatus`; absent where the answer has not ended. */
  status: z.string().optional(),
});
export type Metadata = z.infer<typeof Metadata>;

export const ChatCompletion = z.object({
  id: z.string(),
  object: z.literal('chat.completion'),
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.literal(0),
      message: z.object({
        role: z.literal('assistant'),
        content: z.string(),
        refusal: z.null(),
        annotations: z.array(Annotation),
      }),
      logprobs: z.null(),
      finish_reason: z.literal('stop'),
    }),
  ),
  usage: Usage,
  metadata: Metadata,
});
export type ChatCompletion = z.infer<typeof ChatCompletion>;

/** Sent as `data:` lines when `stream` is true; the last one before `[DONE]` has no choices and the usage. */
export const ChatCompletionChunk = z.object({
  id: z.string(),
  object: z.literal('chat.completion.chunk'),
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.literal(0),
      delta: z.object({
        role: z.literal('assistant').optional(),
        content: z.string().optional(),
        annotations: z.array(Annotation).optional(),
      }),
      logprobs: z.null(),
      finish_reason: z.literal('stop').nullable(),
    }),
  ),
  usage: Usage.nullable().optional(),
  metadata: Metadata.optional(),
});
export type ChatCompletionChunk = z.infer<typeof ChatCompletionChunk>;

export const Model = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.int(),
  owned_by: z.string(),
});
export const ModelList = z.object({ object: z.literal('list'), data: z.array(Model) });

/** Body of every reply of `/v1` that is not 2xx. */
export const ApiError = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});
export type ApiError = z.infer<typeof ApiError>;

/** What users say in a message, parts joined. */
export function userTexts({ messages }: Pick<ChatCompletionRequest, 'messages'>): string[] {
  return messages.flatMap((message) => {
    if (message.role !== 'user') return [];
    const { content } = message;
    return [typeof content === 'string' ? content : content.map((part) => part.text).join('\n')];
  });
}
