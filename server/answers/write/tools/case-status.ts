import { z } from 'zod';
import { type ToolMaker, type ToolResult, tool } from './types.ts';

export const CASE_STATUS = 'case_status';

const schema = z.strictObject({});

/** Anchor of a section that tells of one citizen's own case. */
const anchorOf = (place: number) => `case-${place + 1}`;
export const isCaseAnchor = (anchor: string): boolean => /^case-\d+$/.test(anchor);

/**
 * `case_status`: the citizen's own applications, once proved. What a model passes in proves nothing: it takes nothing. Nor
 * is a language model told of them: what is the citizen's own is put into words in the house, by who reads the artifact.
 */
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
          section: anchorOf(i),
          lang: locale,
          personal: true,
          ...caseText(card),
        }),
      );
      return [
        'Verified: the citizen is shown and told the state of their applications by the page. Say nothing about it.',
        { kind: 'case', cases: found, sections },
      ];
    },
    {
      name: CASE_STATUS,
      description:
        'Shows the citizen the state of their own applications, once ownership is proved in a card. Takes no receipt and no ID number.',
      schema,
    },
  );
