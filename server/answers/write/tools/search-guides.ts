import { z } from 'zod';
import { both, numbered, type ToolMaker, type ToolResult, tool } from './types.ts';

export const SEARCH_GUIDES = 'search_guides';

const MAX_FOUND = 6;

const schema = z.strictObject({
  query: z.string().min(1).max(500).describe('What the citizen wants to know, in their language'),
  guide: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .describe('Only sections of this guide'),
  aspects: z.array(z.string().max(20)).max(12).optional().describe('Fields of the guide that are asked for'),
});

/** `search_guides`: sections of the approved guides, by the one retrieval path. */
export const searchGuides: ToolMaker = ({ locale, knowledge, sources }) =>
  tool(
    async ({ query, guide }): Promise<ToolResult> => {
      const { hits } = await knowledge.search({
        text: query,
        lang: locale,
        limit: MAX_FOUND,
        ...(guide === undefined ? {} : { guide }),
      });
      const sections = numbered(hits, locale, sources);
      return both(sections, { kind: 'search', sections });
    },
    {
      name: SEARCH_GUIDES,
      description: 'Finds sections of the approved service guides. Every section has a number [n] to cite.',
      schema,
    },
  );
