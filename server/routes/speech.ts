import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '#protocol/index.ts';
import type { Speech } from '#server/speech/index.ts';
import { HttpProblem, localeOf } from './problem.ts';
import { byteRange } from './range.ts';
import { speechTexts } from './speech.texts.ts';

const Params = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * `GET /api/speech/:hash`: the audio of a sentence. The same address always gives the same bytes, so that anybody may
 * keep it for ever, unless it tells of a citizen's own case. Byte ranges are served: Safari plays nothing without them.
 */
export const speechRoutes: FastifyPluginAsyncZod<{ speech: Speech }> = async (app, { speech }) => {
  app.get(
    '/api/speech/:hash',
    {
      schema: {
        tags: ['speech'],
        summary: 'Hear a sentence',
        params: Params,
        response: { 200: z.any(), 206: z.any(), 304: z.any(), 404: Problem, 416: z.any() },
      },
    },
    async (request, reply) => {
      const { hash } = request.params;
      const found = await speech.audio(hash);
      if (found === undefined) {
        reply.header('cache-control', 'no-store');
        throw new HttpProblem(404, { code: 'not_found', message: speechTexts[localeOf(request)].notFound });
      }
      const { mime, bytes, personal } = found;
      const etag = `"${hash}"`;
      reply.headers({
        // What is said of a citizen's own case stays on no disk, that of a kiosk's browser or a proxy included.
        'cache-control': personal ? 'private, no-store' : 'public, max-age=31536000, immutable',
        etag,
        'accept-ranges': 'bytes',
      });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      const range = byteRange(request.headers.range, bytes.length);
      if (range === 'unsatisfiable') {
        return reply.code(416).header('content-range', `bytes */${bytes.length}`).send();
      }
      reply.type(mime);
      if (range === null) return reply.code(200).send(bytes);
      return reply
        .code(206)
        .header('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`)
        .send(bytes.subarray(range.from, range.to + 1));
    },
  );
};
