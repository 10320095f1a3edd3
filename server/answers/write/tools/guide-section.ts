import { z } from 'zod';
import { both, type ToolMaker, type ToolResult, tool } from './types.ts';

export const GET_GUIDE_SECTION = 'get_guide_section';

const MAX_ASKED_SECTIONS = 8;

const schema = z.strictObject({
  guide: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .describe('Id of the guide, as given by search_guides'),
  sections: z
    .array(z.string().max(60))
    .min(1)
    .max(MAX_ASKED_SECTIONS)
    .describe(
      'Anchors: summary, conditions, materials, steps, fees, time_limit, locations, handling, result, contacts, legal_basis, or those given by search_guides',
    ),
});

/** `get_guide_section`: whole sections of one guide in force. */
export const guideSection: ToolMaker = ({ locale, knowledge, sources }) =>
  tool(
    async ({ guide: id, sections: anchors }): Promise<ToolResult> => {
      const guide = knowledge.guide(id, locale);
      if (!guide) return ['No such guide.', { kind: 'search', sections: [] }];
      const sections = guide.sections
        .filter(({ anchor }) => anchors.includes(anchor))
        .map(({ anchor, title, text }) =>
          sources.add({
            guide: guide.id,
            version: guide.version,
            section: anchor,
            title: `${guide.name} · ${title}`,
            text,
            lang: locale,
          }),
        );
      return both(sections, { kind: 'guide', guide, sections });
    },
    {
      name: GET_GUIDE_SECTION,
      description: 'Reads whole sections of one guide by their anchors.',
      schema,
    },
  );
