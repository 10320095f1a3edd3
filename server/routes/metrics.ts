import type { FastifyPluginAsync } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AnswerStatus, Feedback } from '#protocol/index.ts';
import type { ModelObserver } from '#server/answers/index.ts';

/** Counts what happens in the hall; nothing of it tells who asked or what. */
export interface Metrics {
  registry: Registry;
  answered(answer: { status: AnswerStatus; route: string | null; writer: string | null }): void;
  rated(rating: Feedback['rating']): void;
  languageModel: ModelObserver;
}

const BREAKER_STATES = ['closed', 'half_open', 'open'] as const;

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: 'yunting_answers_total',
    help: 'Answers by status, by what the utterance was taken for, and by who wrote them',
    labelNames: ['status', 'route', 'writer'] as const,
    registers: [registry],
  });
  const feedback = new Counter({
    name: 'yunting_feedback_total',
    help: 'Thumbs given to answers, later ones that replace earlier counted too',
    labelNames: ['rating'] as const,
    registers: [registry],
  });
  const asked = new Counter({
    name: 'yunting_language_model_total',
    help: 'Askings of the language model by purpose and outcome: ok, paused, or what went wrong',
    labelNames: ['purpose', 'outcome'] as const,
    registers: [registry],
  });
  const breaker = new Gauge({
    name: 'yunting_language_model_breaker',
    help: '0 while the language model is asked, 1 while one answer is on trial, 2 while it is left alone',
    registers: [registry],
  });
  return {
    registry,
    languageModel: {
      asked: (purpose, outcome) => asked.inc({ purpose, outcome }),
      breaker: (state) => breaker.set(BREAKER_STATES.indexOf(state)),
    },
    answered: ({ status, route, writer }) =>
      answers.inc({ status, route: route ?? 'none', writer: writer ?? 'none' }),
    rated: (rating) => feedback.inc({ rating }),
  };
}

interface MetricsOptions {
  metrics: Metrics;
  /** Open requests to be called. */
  callbacksOpen(): Promise<number>;
  answering(): boolean;
  /** Answers under way. */
  answersRunning(): number;
}

const routes: FastifyPluginAsync<MetricsOptions> = async (
  app,
  { metrics: { registry }, callbacksOpen, answering, answersRunning },
) => {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to the end of the reply, by declared route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'yunting_callbacks_open',
    help: 'Requests to be called that wait',
    registers: [registry],
    async collect() {
      this.set(await callbacksOpen());
    },
  });
  new Gauge({
    name: 'yunting_answering',
    help: '1 while questions are answered, 0 while the staff have switched that off',
    registers: [registry],
    collect() {
      this.set(answering() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'yunting_answers_running',
    help: 'Answers under way',
    registers: [registry],
    collect() {
      this.set(answersRunning());
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    };
    durations.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true }, logLevel: 'warn' }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
};

/** `GET /metrics` in Prometheus text: the process's own figures, request durations by declared route, the hall's counts. */
export const metricsRoutes = fastifyPlugin(routes);
