import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ApiError, MODEL_ID, Model, ModelList } from '#server/completions/index.ts';
import { HttpProblem, problemFor } from './problem.ts';

const Params = z.strictObject({ model: z.string().max(200) });

/** `GET /v1/models` and `GET /v1/models/:model`: there is one, the hall. */
export const modelRoutes: FastifyPluginAsyncZod<{ now: () => Date }> = async (app, { now }) => {
  const model = {
    id: MODEL_ID,
    object: 'model' as const,
    created: Math.floor(now().getTime() / 1000),
    owned_by: MODEL_ID,
  };
  const described = { tags: ['programs'], security: [{ key: [] }] };

  app.get(
    '/models',
    {
      schema: {
        ...described,
        summary: 'List models, as OpenAI does',
        response: { 200: ModelList, '4xx': ApiError },
      },
    },
    async () => ({ object: 'list' as const, data: [model] }),
  );

  app.get(
    '/models/:model',
    {
      schema: {
        ...described,
        summary: 'Describe a model, as OpenAI does',
        params: Params,
        response: { 200: Model, '4xx': ApiError },
      },
    },
    async (request) => {
      if (request.params.model === MODEL_ID) return model;
      const details = [{ path: 'model', message: `the model is ${MODEL_ID}` }];
      throw new HttpProblem(404, problemFor(request, 'not_found', details));
    },
  );
};
