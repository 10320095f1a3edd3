import { callAPerson } from './call-a-person.ts';
import { caseStatus } from './case-status.ts';
import { guideSection } from './guide-section.ts';
import { searchGuides } from './search-guides.ts';
import type { Tool, ToolContext, ToolMaker } from './types.ts';

/** What a writer may do beside writing. One more tool is one more maker here; docs/answers.md tells the rest. */
const TOOLS: readonly ToolMaker[] = [searchGuides, guideSection, caseStatus, callAPerson];

/** The tools of one answer. Their results carry citable sections; what a model passes in proves nothing. */
export const createTools = (context: ToolContext): Tool[] => TOOLS.map((make) => make(context));

export { CASE_STATUS, isCaseAnchor } from './case-status.ts';
export { GET_GUIDE_SECTION } from './guide-section.ts';
export { SEARCH_GUIDES } from './search-guides.ts';
export {
  leavesToCard,
  numbered,
  sectionsForModel,
  type Tool,
  type ToolArtifact,
  type ToolContext,
  tool,
} from './types.ts';
