import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { createAnswers, createExchangeStore, redact } from '#server/answers/index.ts';
import { createCallbacks } from '#server/callbacks/index.ts';
import { createCases, type DemoCase, seedDemoCases } from '#server/cases/index.ts';
import { createThreads, keepLineages } from '#server/completions/index.ts';
import { createConversations } from '#server/conversations/index.ts';
import { createRatings } from '#server/feedback/index.ts';
import { openHall } from '#server/hall/index.ts';
import { createGate, createKeys } from '#server/keys/index.ts';
import { createKnowledge } from '#server/knowledge/index.ts';
import {
  createDailyBudget,
  createLoadGate,
  createQuestionLimits,
  measureLoopDelay,
} from '#server/limits/index.ts';
import { createMcp } from '#server/mcp/index.ts';
import { startRetention } from '#server/retention/index.ts';
import { createSpeech, createTranscriber } from '#server/speech/index.ts';
import { loadSecret, openStore } from '#server/store/index.ts';
import { type Config, ConfigError } from './config.ts';
import { answerRoutes } from './routes/answers.ts';
import { callbackRoutes } from './routes/callbacks.ts';
import { caseRoutes } from './routes/cases.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { refuseMalformed, refuseUnrouted } from './routes/framework.ts';
import { guideRoutes } from './routes/guides.ts';
import { hallRoutes } from './routes/hall.ts';
import { healthRoutes } from './routes/health.ts';
import { mcpRoutes } from './routes/mcp.ts';
import { createMetrics, metricsRoutes } from './routes/metrics.ts';
import { pageRoutes } from './routes/pages.ts';
import { problemHandler } from './routes/problem.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionCookie } from './routes/session.ts';
import { speechRoutes } from './routes/speech.ts';
import { transcriptionRoutes } from './routes/transcriptions.ts';
import { v1Routes } from './routes/v1.ts';

export interface AppHooks {
  /** Share of the search index that is built, 0..1. */
  onIndexProgress?(fraction: number): void;
}

export interface App {
  server: FastifyInstance;
  /** Guide files served, both languages counted. */
  guideCount: number;
  /** Guides refused at start, with file, line and field. */
  guideProblems: readonly { file: string; line: number; field: string; message: string }[];
  /** Demonstration cases, when this start created them; empty later: only hashes are kept. */
  demoCases: readonly DemoCase[];
}

/** Longest time for a request to arrive whole: a minute of speech over a slow line, but no trickle for ever. */
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Longest silence of a connection, in milliseconds. Who asks and never reads would otherwise hold one of the places of
 * ANSWERS_AT_ONCE for ever. While an answer is being given something is sent every 15 s; one that is sent whole, without
 * a stream, ends within a minute.
 */
const SILENCE_TIMEOUT_MS = 120_000;

/** Path as declared, never as asked: a path or query may carry a receipt or a question. */
const loggedRequest = (request: FastifyRequest) => ({
  method: request.method,
  route: request.routeOptions?.url,
});

/**
 * Builds every part once and hands it to the routes. Nothing listens yet; `server.close()` ends all of it.
 * @throws {ConfigError} when DATA_DIR cannot be used, {StoreError} when what is in it cannot.
 */
export async function buildApp(config: Config, hooks: AppHooks = {}): Promise<App> {
  await mkdir(config.dataDir, { recursive: true }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `DATA_DIR ${config.dataDir} cannot be used: ${reason}. Choose a folder that can be written.`,
    );
  });
  const server = Fastify({
    logger: { level: config.logLevel, serializers: { req: loggedRequest } },
    // One proxy, so the last address that it notes: those before are the sender's own claims.
    trustProxy: config.trustProxy && ((_address: string, hop: number) => hop === 0),
    forceCloseConnections: true,
    bodyLimit: 256 * 1024,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: SILENCE_TIMEOUT_MS,
    frameworkErrors: refuseUnrouted,
    clientErrorHandler: refuseMalformed,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  problemHandler(server);

  const now = () => new Date();
  const log = server.log;
  const secret = await loadSecret(config.dataDir);
  const store = await openStore(join(config.dataDir, 'yunting.db'));
  const knowledge = await createKnowledge({
    guidesDir: config.guidesDir,
    dataDir: config.dataDir,
    embeddings: config.embeddings,
    log,
    onProgress: (fraction) => hooks.onIndexProgress?.(fraction),
  });
  const speech = await createSpeech({
    tts: config.tts,
    cacheDir: join(config.dataDir, 'speech'),
    cacheBytes: config.speechCacheBytes,
    log,
  });
  const transcriber = config.stt && createTranscriber(config.stt);
  const cases = createCases({ store, secret, now });
  const hall = await openHall({ store, log });
  const metrics = createMetrics();
  const exchanges = createExchangeStore(store.db, metrics.answered);
  const answers = createAnswers({
    knowledge,
    cases,
    speech,
    exchanges: keepLineages(exchanges),
    hall,
    llm: config.llm,
    observer: metrics.languageModel,
    budget: createDailyBudget(config.limits.llmDailyCalls, now),
    now,
    newId: randomUUID,
    log,
  });
  const loopDelay = measureLoopDelay();
  const load = createLoadGate(
    { atOnce: config.limits.answersAtOnce, maxDelayMs: config.limits.maxLoopDelayMs },
    loopDelay,
  );
  const gate = config.api && createGate(createKeys({ store, secret, now, random: randomBytes }));
  const callbacks = createCallbacks({
    store,
    secret,
    now,
    staffing: config.callbacks,
    redact: (text) => redact(text).text,
    isGuide: (id) => knowledge.guide(id, 'zh') !== undefined || knowledge.guide(id, 'en') !== undefined,
  });
  const conversations = createConversations({ store, exchanges, answers, cases, callbacks });
  const ratings = createRatings({ store, exchanges, now, onRated: metrics.rated });
  const retention = startRetention({ store, days: config.retention, now, log });
  const demoCases = config.demoCases
    ? await seedDemoCases({ store, secret, now, random: randomBytes, dataDir: config.dataDir })
    : [];
  server.addHook('onClose', async () => {
    hall.close();
    loopDelay.close();
    await retention.close();
    await answers.close();
    await speech.close();
    await knowledge.close();
    await store.close();
  });

  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // Textures and models inside a .vrm are unpacked into blobs.
        connectSrc: ["'self'", 'blob:', 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    // The default installation speaks plain HTTP on a local address.
    strictTransportSecurity: false,
  });
  await server.register(swagger, {
    openapi: {
      info: { title: 'Yunting', version: '0.1.0' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
  await server.register(swaggerUi, { routePrefix: '/docs' });
  await server.register(sessionCookie);

  await server.register(metricsRoutes, {
    metrics,
    callbacksOpen: callbacks.waiting,
    answering: hall.answering,
    answersRunning: load.running,
  });
  await server.register(healthRoutes, {
    ready: () => knowledge.guides('zh').length + knowledge.guides('en').length > 0,
  });
  await server.register(searchRoutes, { knowledge, load });
  await server.register(guideRoutes, { knowledge });
  await server.register(answerRoutes, {
    answers,
    limits: createQuestionLimits(config.limits.questions),
    load,
  });
  await server.register(feedbackRoutes, { ratings });
  await server.register(conversationRoutes, { conversations });
  await server.register(callbackRoutes, { callbacks });
  await server.register(hallRoutes, { hall });
  await server.register(caseRoutes, { cases });
  await server.register(speechRoutes, { speech });
  await server.register(transcriptionRoutes, { transcriber });
  const programs = { answers, threads: createThreads(secret), gate, load, now, newId: randomUUID };
  await server.register(v1Routes, { prefix: '/v1', ...programs });
  const mcp = createMcp({ knowledge, cases, newId: randomUUID, log });
  await server.register(mcpRoutes, { mcp, gate, hosts: config.api?.hosts ?? [] });
  await server.register(pageRoutes);
  const guideCount = knowledge.guides('zh').length + knowledge.guides('en').length;
  return { server, guideCount, guideProblems: knowledge.problems(), demoCases };
}
