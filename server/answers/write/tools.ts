import { type StructuredToolInterface, tool } from '@langchain/core/tools';
import { z } from 'zod';
import type { CaseCard, Locale, SearchHit } from '#protocol/index.ts';
import type { Guide, Knowledge } from '#server/knowledge/index.ts';
import type { Sources } from '../sources.ts';
import type { NumberedSection } from '../types.ts';

export const SEARCH_GUIDES = 'search_guides';
export const GET_GUIDE_SECTION = 'get_guide_section';
export const CASE_STATUS = 'case_status';

/** What a tool hands to a writer of our own beside the words for a language model. */
export type ToolArtifact =
  | { kind: 'search'; sections: NumberedSection[] }
  | { kind: 'guide'; guide: Guide; sections: NumberedSection[] }
  | { kind: 'case'; cases: CaseCard[]; sections: NumberedSection[] };

export interface ToolContext {
  locale: Locale;
  knowledge: Knowledge;
  sources: Sources;
  /** Cases this session has proved to be its citizen's. */
  cases(): Promise<CaseCard[]>;
  /** The words of a case that sentences about it cite; no receipt, no name. */
  caseText(card: CaseCard): { title: string; text: string };
  /** Tells the page what to show: the cases, or the card that asks for proof. */
  showCases(cases: readonly CaseCard[]): void;
}

const MAX_FOUND = 6;
const MAX_ASKED_SECTIONS = 8;

const slug = z.string().regex(/^[a-z0-9-]{1,80}$/);

/** The arguments are part of the prompt: described for a model, validated before use. */
export const toolSchemas = {
  [SEARCH_GUIDES]: z.strictObject({
    query: z.string().min(1).max(500).describe('What the citizen wants to know, in their language'),
    guide: slug.optional().describe('Only sections of this guide'),
    aspects: z
      .array(z.string().max(20))
      .max(12)
      .optional()
      .describe('Fields of the guide that are asked for'),
  }),
  [GET_GUIDE_SECTION]: z.strictObject({
    guide: slug.describe('Id of the guide, as given by search_guides'),
    sections: z
      .array(z.string().max(60))
      .min(1)
      .max(MAX_ASKED_SECTIONS)
      .describe(
        'Anchors: summary, conditions, materials, steps, fees, time_limit, locations, handling, result, contacts, legal_basis, or those given by search_guides',
      ),
  }),
  [CASE_STATUS]: z.strictObject({}),
} as const;

/** Sections as a language model reads them: number, guide, anchor, text. */
export function sectionsForModel(sections: readonly NumberedSection[]): string {
  return sections
    .map(({ n, guide, section, title, text }) => `[${n}] ${title} (${guide}#${section})\n${text}`)
    .join('\n\n');
}

/** Numbers the hits of a search so that sentences can cite them. */
export function numbered(hits: readonly SearchHit[], lang: Locale, sources: Sources): NumberedSection[] {
  return hits.map(({ guide, version, section, title, text }) =>
    sources.add({ guide, version, section, title, text, lang }),
  );
}

/** The tools of one answer. Their results carry citable sections; what a model passes in proves nothing. */
export function createTools(context: ToolContext): StructuredToolInterface[] {
  const { locale, knowledge, sources } = context;
  const both = (sections: NumberedSection[], artifact: ToolArtifact): [string, ToolArtifact] => [
    sections.length > 0 ? sectionsForModel(sections) : 'Nothing found.',
    artifact,
  ];
  return [
    tool(
      async ({ query, guide }): Promise<[string, ToolArtifact]> => {
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
        schema: toolSchemas[SEARCH_GUIDES],
        responseFormat: 'content_and_artifact',
      },
    ),
    tool(
      async ({ guide: id, sections: anchors }): Promise<[string, ToolArtifact]> => {
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
        schema: toolSchemas[GET_GUIDE_SECTION],
        responseFormat: 'content_and_artifact',
      },
    ),
    tool(
      async (): Promise<[string, ToolArtifact]> => {
        const cases = await context.cases();
        context.showCases(cases);
        const sections = cases.map((card, i) =>
          sources.add({
            guide: card.guide,
            version: knowledge.guide(card.guide, locale)?.version ?? '',
            section: `case-${i + 1}`,
            lang: locale,
            personal: true,
            ...context.caseText(card),
          }),
        );
        if (cases.length > 0) return both(sections, { kind: 'case', cases, sections });
        return [
          'Not verified: the citizen has been shown a card that asks for proof. Say nothing about the case.',
          { kind: 'case', cases, sections },
        ];
      },
      {
        name: CASE_STATUS,
        description:
          "State of the citizen's own applications, once ownership is proved in a card. Takes no receipt and no ID number.",
        schema: toolSchemas[CASE_STATUS],
        responseFormat: 'content_and_artifact',
      },
    ),
  ];
}
