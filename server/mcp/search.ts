import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { Locale, SearchHit, SearchQuery } from '#protocol/index.ts';
import { redact } from '#server/answers/index.ts';
import type { Knowledge } from '#server/knowledge/index.ts';
import { guideUrl } from './guide-text.ts';
import type { McpCaller } from './server.ts';
import { mcpTexts } from './texts.ts';

const Found = z.object({ results: z.array(SearchHit.extend({ url: z.string() })) });

/** `search`: what `GET /api/search` finds, each section with the address to cite. */
export function registerSearch(server: McpServer, knowledge: Knowledge, { locale, origin }: McpCaller): void {
  const { search: texts, arguments: described } = mcpTexts[locale];
  const { q, limit } = SearchQuery.shape;
  server.registerTool(
    'search',
    {
      title: texts.title,
      description: texts.description,
      inputSchema: z.strictObject({
        query: q.describe(described.query),
        lang: Locale.default(locale).describe(described.lang),
        limit: z
          .int()
          .min(1)
          .max(limit.unwrap().maxValue ?? 50)
          .default(5)
          .describe(described.limit),
        guide: z.string().max(100).optional().describe(described.onlyGuide),
      }),
      outputSchema: Found,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async ({ query, lang, limit: most, guide }) => {
      // A remote embedder may read the query.
      const text = redact(query).text;
      const { hits } = await knowledge.search({ text, lang, limit: most, ...(guide ? { guide } : {}) });
      const results = hits.map((hit) => ({ ...hit, url: guideUrl(origin, hit.guide, lang, hit.section) }));
      const told = results.map(
        ({ title, text: section, url }, index) => `[${index + 1}] ${title}\n${url}\n${section}`,
      );
      return {
        content: [{ type: 'text', text: told.join('\n\n') || mcpTexts[lang].search.nothing }],
        structuredContent: { results },
      };
    },
  );
}
