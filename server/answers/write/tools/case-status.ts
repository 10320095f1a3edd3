import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import { both, type ToolMaker, type ToolResult } from './types.ts';

export const CASE_STATUS = 'case_status';

/** `case_status`: the citizen's own applications, once proved. What a model passes in proves nothing: it takes nothing. */
export const caseStatus: ToolMaker = ({ locale, knowledge, sources, cases, caseText, showCases }) =>
  tool(
    async (): Promise<ToolResult> => {
      const found = await cases();
      showCases(found);
      if (found.length === 0)
        return [
          'Not verified: the citizen has been shown a card that asks for proof. Say nothing about the case.',
          { kind: 'case', cases: [], sections: [] },
        ];
      const sections = found.map((card, i) =>
        sources.add({
          guide: card.guide,
          version: knowledge.guide(card.guide, locale)?.version ?? '',
          section: `case-${i + 1}`,
          lang: locale,
          personal: true,
          ...caseText(card),
        }),
      );
      return both(sections, { kind: 'case', cases: found, sections });
    },
    {
      name: CASE_STATUS,
      description:
        "State of the citizen's own applications, once ownership is proved in a card. Takes no receipt and no ID number.",
      schema: z.strictObject({}),
      responseFormat: 'content_and_artifact',
    },
  );
