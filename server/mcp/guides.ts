import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { GuideSection, Locale } from '#protocol/index.ts';
import type { Guide, Knowledge } from '#server/knowledge/index.ts';
import { guideMarkdown, guideUrl } from './guide-text.ts';
import type { McpCaller } from './server.ts';
import { mcpTexts } from './texts.ts';

const Told = z.object({
  id: z.string(),
  lang: Locale,
  name: z.string(),
  /** Changes whenever a word does. */
  version: z.string(),
  url: z.string(),
  authority: z.string(),
  reviewed: z.string(),
  reviewBy: z.string(),
  sections: z.array(GuideSection.extend({ url: z.string() })),
});

const resourceUri = ({ id, lang }: Pick<Guide, 'id' | 'lang'>) => `guide://${id}?lang=${lang}`;
const MARKDOWN = 'text/markdown';

/** `guide`: a guide or sections of it. `guide://{id}?lang=`: whole guides as resources. */
export function registerGuides(server: McpServer, knowledge: Knowledge, { locale, origin }: McpCaller): void {
  const { guide: texts, resources, arguments: described } = mcpTexts[locale];
  const failed = (text: string) => ({ isError: true, content: [{ type: 'text' as const, text }] });

  server.registerTool(
    'guide',
    {
      title: texts.title,
      description: texts.description,
      inputSchema: z.strictObject({
        id: z.string().min(1).max(100).describe(described.guide),
        lang: Locale.default(locale).describe(described.lang),
        sections: z.array(z.string().max(100)).min(1).max(50).optional().describe(described.sections),
      }),
      outputSchema: Told,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async ({ id, lang, sections: asked }) => {
      const guide = knowledge.guide(id, lang);
      if (guide === undefined) return failed(mcpTexts[lang].guide.unknown(id));
      const known = guide.sections.map(({ anchor }) => anchor);
      const unknown = asked?.filter((anchor) => !known.includes(anchor)) ?? [];
      if (unknown.length > 0) return failed(mcpTexts[lang].guide.unknownSections(unknown, known));
      const sections = guide.sections.filter(({ anchor }) => asked?.includes(anchor) ?? true);
      return {
        content: [{ type: 'text', text: guideMarkdown(guide, sections, origin) }],
        structuredContent: {
          id: guide.id,
          lang,
          name: guide.name,
          version: guide.version,
          url: guideUrl(origin, guide.id, lang),
          authority: guide.authority.name,
          reviewed: guide.source.reviewed,
          reviewBy: guide.source.review_by,
          sections: sections.map((section) => ({
            ...section,
            url: guideUrl(origin, guide.id, lang, section.anchor),
          })),
        },
      };
    },
  );

  const template = new ResourceTemplate('guide://{id}{?lang}', {
    list: async () => ({
      resources: Locale.options.flatMap((lang) =>
        knowledge.guides(lang).map((guide) => ({
          uri: resourceUri(guide),
          name: `${guide.id}.${lang}`,
          title: guide.name,
          description: guide.summary,
          mimeType: MARKDOWN,
        })),
      ),
    }),
    complete: {
      id: (start) => {
        const ids = knowledge.guides(locale).map(({ id }) => id);
        return ids.filter((id) => id.startsWith(start)).slice(0, 100);
      },
      lang: (start) => Locale.options.filter((lang) => lang.startsWith(start)),
    },
  });
  server.registerResource(
    'guide',
    template,
    { title: resources.title, description: resources.description, mimeType: MARKDOWN },
    async (uri) => {
      const lang = Locale.safeParse(uri.searchParams.get('lang'));
      const guide = lang.success ? knowledge.guide(uri.hostname, lang.data) : undefined;
      if (guide === undefined) throw new ResourceNotFoundError(uri.href);
      const text = guideMarkdown(guide, guide.sections, origin);
      return { contents: [{ uri: uri.href, mimeType: MARKDOWN, text }] };
    },
  );
}
