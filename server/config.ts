import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const hostNames = z
  .string()
  .transform((value) => value.split(',').map((name) => name.trim().toLowerCase()))
  .pipe(z.array(z.hostname()));
const megabytes = z.coerce.number().int().min(1).max(1_000_000);

/** How many of something are let through. */
const count = z.coerce.number().int().min(1).max(100_000_000);

const days = z.coerce.number().int().min(1).max(36_500);

const SHIFT = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** `09:00-12:00,13:30-17:30` as minutes since midnight. */
const shifts = z.string().transform((text, context) => {
  const parsed = text.split(',').map((shift) => {
    const [, ...parts] = SHIFT.exec(shift.trim()) ?? [];
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = parts.map(Number);
    return { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
  });
  const inOrder = parsed.every(({ from, to }, i) => from < to && from >= (parsed[i - 1]?.to ?? 0));
  if (inOrder) return parsed;
  context.addIssue('Write hours in order, such as 09:00-12:00,13:30-17:30.');
  return z.NEVER;
});

/**
 * Every environment variable the server reads, with its default. `.env.example` lists the same names
 * (a test keeps them together). An empty value counts as not set.
 */
export const Environment = z.object({
  /** Address to listen on. 127.0.0.1 is reachable from this machine only. */
  HOST: z.string().default('127.0.0.1'),
  /** Port to listen on; 0 takes a free one. */
  PORT: port.default(8080),
  /** Where the database, the search index and the audio cache live. */
  DATA_DIR: z.string().default('./data'),
  /** Folder of the guides, `<id>.<lang>.md`. */
  GUIDES_DIR: z.string().default('./knowledge/guides'),
  /** One JSON line an event on standard output; `info` also tells each request by its declared route. */
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
  /** Set to true behind one proxy that sets or extends X-Forwarded-For: limits then count the last address in it. */
  TRUST_PROXY: z.stringbool().default(false),
  /** Whether demonstration cases are put into an empty database and printed. */
  DEMO_CASES: z.stringbool().default(true),

  /** Any OpenAI-compatible server, for example http://127.0.0.1:11434/v1. Not set: the offline model answers. */
  LLM_BASE_URL: url.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().default('gpt-4.1-mini'),
  /** Longest wait for the model's next piece of text before the offline model takes over, in milliseconds. */
  LLM_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(8000),
  /** Longest wait for the model to say what kind of utterance it is, in milliseconds; after it the rules decide. */
  LLM_ROUTE_TIMEOUT_MS: z.coerce.number().int().min(100).max(30_000).default(1500),
  /** Longest answer, in tokens: a few spoken sentences and a tool call; a prompt that leaks cannot leak whole. */
  LLM_MAX_TOKENS: z.coerce.number().int().min(100).max(8000).default(700),
  /** Characters sent with one request at most; earlier turns are left out first. Lower it for a small context. */
  LLM_CONTEXT_CHARS: z.coerce.number().int().min(4000).max(1_000_000).default(16_000),
  /** Failures in a row, none of them a minute old, after which the model is not asked for a while. */
  LLM_BREAKER_FAILURES: z.coerce.number().int().min(1).max(1000).default(5),
  /** How long it is not asked then, in milliseconds, before one trial. */
  LLM_BREAKER_PAUSE_MS: z.coerce.number().int().min(100).max(3_600_000).default(30_000),

  /** Requests to the model on one day, by China's calendar; after them the offline model answers until midnight. */
  LLM_DAILY_CALLS: count.default(20_000),

  /** Whether questions are limited at all. `off` is for measuring; it also lifts LLM_DAILY_CALLS. */
  RATE_LIMIT: z.enum(['on', 'off']).default('on'),
  /** Questions of one browser session. */
  RATE_SESSION_MINUTE: count.default(20),
  RATE_SESSION_DAY: count.default(300),
  /** Questions from one network address; a network of IPv6 counts as one. An office or a kiosk hall shares one. */
  RATE_ADDRESS_MINUTE: count.default(120),
  RATE_ADDRESS_DAY: count.default(3000),
  /** Answers under way at once; who asks beyond them is told to try again in a moment. */
  ANSWERS_AT_ONCE: count.default(300),
  /** Lateness of the server's event loop, in milliseconds, beyond which nobody is let in until it catches up. */
  MAX_LOOP_DELAY_MS: z.coerce.number().int().min(20).max(10_000).default(500),

  /** Any OpenAI-compatible server with /embeddings. Not set: the embedder built in. */
  EMBEDDINGS_BASE_URL: url.optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_MODEL: z.string().default('text-embedding-3-small'),

  /** Any OpenAI-compatible server with /audio/speech. Not set: the espeak-ng program that comes along. */
  TTS_BASE_URL: url.optional(),
  TTS_API_KEY: z.string().optional(),
  TTS_MODEL: z.string().default('gpt-4o-mini-tts'),
  TTS_VOICE: z.string().default('coral'),

  /** Any OpenAI-compatible server with /audio/transcriptions. Not set: only the browser's recogniser. */
  STT_BASE_URL: url.optional(),
  STT_API_KEY: z.string().optional(),
  STT_MODEL: z.string().default('whisper-1'),

  /** Upper bound of the audio cache on disk, in megabytes. */
  SPEECH_CACHE_MB: megabytes.default(256),

  /** How long conversations are kept, without personal data, in days; closed requests to be called as long. */
  RETENTION_DAYS: days.default(180),
  /** How long thumbs, reasons and comments are kept. They lose their session with the conversation. */
  FEEDBACK_RETENTION_DAYS: days.default(365),
  /** How long questions without a good answer are kept for the staff. They lose their session with the conversation. */
  UNANSWERED_RETENTION_DAYS: days.default(365),

  /** Time that one call back takes, in minutes, and how many people call: by them the moment of a call is named. */
  CALLBACK_MINUTES: z.coerce.number().int().min(1).max(240).default(10),
  CALLBACK_LINES: z.coerce.number().int().min(1).max(1000).default(2),
  /** When they call, on working days, in China's time. */
  CALLBACK_HOURS: shifts.default(() => shifts.parse('09:00-12:00,13:30-17:30')),

  /** Whether other programs may use /v1 and /mcp: not at all, or with a key of `npm run keys`. */
  API_ACCESS: z.enum(['off', 'keys']).default('off'),
  /** Host names, joined by commas, by which programs reach /mcp beside localhost and plain addresses. */
  API_HOSTS: hostNames.default([]),
});

/** An OpenAI-compatible endpoint. */
export interface Endpoint {
  baseUrl: string;
  /** Absent for servers that ask for none. */
  apiKey?: string;
  model: string;
}

/** The language model and how it is asked; times in milliseconds. */
export interface LlmConfig extends Endpoint {
  timeoutMs: number;
  routeTimeoutMs: number;
  maxTokens: number;
  contextChars: number;
  breakerFailures: number;
  breakerPauseMs: number;
}

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  guidesDir: string;
  logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  trustProxy: boolean;
  demoCases: boolean;
  /** null: the offline model. */
  llm: LlmConfig | null;
  limits: {
    /** null: none. */
    questions: Readonly<Record<'session' | 'address', { perMinute: number; perDay: number }>> | null;
    /** null: as many as may be. */
    llmDailyCalls: number | null;
    answersAtOnce: number;
    maxLoopDelayMs: number;
  };
  /** null: the offline embedder. */
  embeddings: Endpoint | null;
  /** null: the espeak-ng program. */
  tts: (Endpoint & { voice: string }) | null;
  /** null: transcription is not offered. */
  stt: Endpoint | null;
  speechCacheBytes: number;
  /** In days. */
  retention: { conversations: number; feedback: number; unanswered: number };
  callbacks: {
    minutesPerCall: number;
    lines: number;
    /** Minutes since midnight, in order. */
    shifts: readonly { from: number; to: number }[];
  };
  /** null: /v1 and /mcp are not offered. */
  api: { hosts: readonly string[] } | null;
}

/** What is wrong with the settings, for whoever made them; values of keys left out. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

function endpoint(baseUrl: string | undefined, apiKey: string | undefined, model: string): Endpoint | null {
  if (baseUrl === undefined) return null;
  return apiKey === undefined ? { baseUrl, model } : { baseUrl, apiKey, model };
}

/**
 * Reads the environment once.
 * @throws {ConfigError} naming each variable that has a bad value.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`These environment variables cannot be used:\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  const llm = endpoint(e.LLM_BASE_URL, e.LLM_API_KEY, e.LLM_MODEL);
  const limited = e.RATE_LIMIT === 'on';
  const tts = endpoint(e.TTS_BASE_URL, e.TTS_API_KEY, e.TTS_MODEL);
  return {
    host: e.HOST,
    port: e.PORT,
    dataDir: e.DATA_DIR,
    guidesDir: e.GUIDES_DIR,
    logLevel: e.LOG_LEVEL,
    trustProxy: e.TRUST_PROXY,
    demoCases: e.DEMO_CASES,
    llm: llm && {
      ...llm,
      timeoutMs: e.LLM_TIMEOUT_MS,
      routeTimeoutMs: e.LLM_ROUTE_TIMEOUT_MS,
      maxTokens: e.LLM_MAX_TOKENS,
      contextChars: e.LLM_CONTEXT_CHARS,
      breakerFailures: e.LLM_BREAKER_FAILURES,
      breakerPauseMs: e.LLM_BREAKER_PAUSE_MS,
    },
    limits: {
      questions: limited
        ? {
            session: { perMinute: e.RATE_SESSION_MINUTE, perDay: e.RATE_SESSION_DAY },
            address: { perMinute: e.RATE_ADDRESS_MINUTE, perDay: e.RATE_ADDRESS_DAY },
          }
        : null,
      llmDailyCalls: limited ? e.LLM_DAILY_CALLS : null,
      answersAtOnce: e.ANSWERS_AT_ONCE,
      maxLoopDelayMs: e.MAX_LOOP_DELAY_MS,
    },
    embeddings: endpoint(e.EMBEDDINGS_BASE_URL, e.EMBEDDINGS_API_KEY, e.EMBEDDINGS_MODEL),
    tts: tts && { ...tts, voice: e.TTS_VOICE },
    stt: endpoint(e.STT_BASE_URL, e.STT_API_KEY, e.STT_MODEL),
    speechCacheBytes: e.SPEECH_CACHE_MB * 1024 * 1024,
    retention: {
      conversations: e.RETENTION_DAYS,
      feedback: e.FEEDBACK_RETENTION_DAYS,
      unanswered: e.UNANSWERED_RETENTION_DAYS,
    },
    callbacks: {
      minutesPerCall: e.CALLBACK_MINUTES,
      lines: e.CALLBACK_LINES,
      shifts: e.CALLBACK_HOURS,
    },
    api: e.API_ACCESS === 'keys' ? { hosts: e.API_HOSTS } : null,
  };
}
