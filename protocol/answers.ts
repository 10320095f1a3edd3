import { RunAgentInputSchema } from '@ag-ui/core/schemas';
import { z } from 'zod';
import { Card } from './cards.ts';
import { Locale } from './locale.ts';
import { Audio, MouthTrack, WordTrack } from './speech.ts';

/** Longest question, in UTF-16 units after trimming. */
export const MAX_QUESTION_CHARS = 500;

export const AnswerStatus = z.enum([
  'answered',
  'partial',
  'clarify',
  'greeting',
  'no_answer',
  'out_of_scope',
  'refused',
  'crisis',
  'needs_verification',
  'handoff',
  'error',
]);
export type AnswerStatus = z.infer<typeof AnswerStatus>;

export const Channel = z.enum(['web', 'kiosk']);
export type Channel = z.infer<typeof Channel>;

export const ForwardedProps = z.strictObject({
  locale: Locale.default('zh'),
  channel: Channel.default('web'),
  speech: z.boolean().default(false),
});
export type ForwardedProps = z.infer<typeof ForwardedProps>;

/** Body of `POST /api/answers`: AG-UI's own input. Of `messages` only the last user message counts. */
export const AnswerRequest = RunAgentInputSchema.extend({
  threadId: z.string().min(1).max(100),
  runId: z.string().min(1).max(100),
  forwardedProps: ForwardedProps.default({ locale: 'zh', channel: 'web', speech: false }),
}).strict();
export type AnswerRequest = z.infer<typeof AnswerRequest>;

/**
 * Body of `POST /api/answers/heard`: she was silenced while speaking `utterance`, after `chars` characters of its
 * `speech` had sounded. The thread forgets the rest of that answer.
 */
export const Heard = z.strictObject({
  threadId: z.string().min(1).max(100),
  runId: z.string().min(1).max(100),
  utterance: z.string().min(1).max(100),
  chars: z.int().min(0),
});
export type Heard = z.infer<typeof Heard>;

/** A section of an approved guide that sentences cite by `n`. */
export const Source = z.object({
  n: z.int().min(1),
  guide: z.string(),
  version: z.string(),
  /** Anchor of the section inside the guide, for example `materials` or `fees`. */
  section: z.string(),
  /** `guide name · section title`, in the answer's language. */
  title: z.string(),
  /** The words of the guide that carry the sentence. */
  quote: z.string(),
  /** Where the whole guide can be read; may carry a fragment for the section. */
  url: z.string(),
});
export type Source = z.infer<typeof Source>;

export const Gesture = z.enum(['greet', 'bow', 'nod', 'explain', 'point', 'wave']);
export type Gesture = z.infer<typeof Gesture>;

export const Emotion = z.enum(['neutral', 'happy', 'relaxed', 'sad', 'surprised']);
export type Emotion = z.infer<typeof Emotion>;

/** One checked sentence, ready to be shown and spoken. Without `audio` it is shown only. */
export const Utterance = z.object({
  id: z.string(),
  /** As shown in the conversation; may hold inline Markdown emphasis, never links or HTML. */
  text: z.string(),
  /** As captioned while spoken: plain text. `words` points into it. */
  speech: z.string(),
  locale: Locale,
  cites: z.array(z.int().min(1)),
  /** Heard and captioned only: that AI speaks. It stands in no text of the answer. */
  aside: z.boolean().optional(),
  gesture: Gesture.nullable(),
  emotion: Emotion,
  audio: Audio.optional(),
  mouth: MouthTrack.optional(),
  words: WordTrack.optional(),
});
export type Utterance = z.infer<typeof Utterance>;

/** Steps of DESIGN §1, as `stepName` of STEP_STARTED and STEP_FINISHED. */
export const Step = z.enum(['receive', 'understand', 'retrieve', 'write', 'check', 'deliver']);
export type Step = z.infer<typeof Step>;

/** Milliseconds since the request arrived; null where the stage did not happen. */
export const Latency = z.object({
  understand: z.number().nullable(),
  retrieve: z.number().nullable(),
  firstSentence: z.number().nullable(),
  firstAudio: z.number().nullable(),
  total: z.number(),
});
export type Latency = z.infer<typeof Latency>;

/** `result` of RUN_FINISHED. */
export const AnswerResult = z.object({
  status: AnswerStatus,
  sources: z.array(Source),
  latencyMs: Latency,
});
export type AnswerResult = z.infer<typeof AnswerResult>;

/** The CUSTOM events by `name`, with the schema of their `value`. */
export const CustomEvents = {
  sources: z.array(Source),
  utterance: Utterance,
  card: Card,
  /** A word to the citizen about the answer itself, e.g. that the writer changed in mid-answer. Not a guide's words. */
  notice: z.object({ code: z.string(), message: z.string() }),
} as const;
export type CustomEventName = keyof typeof CustomEvents;
