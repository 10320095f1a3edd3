import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { CaseCard, GrantRequest, Locale } from '#protocol/index.ts';
import type { Cases } from '#server/cases/index.ts';
import type { McpCaller } from './server.ts';
import { mcpTexts } from './texts.ts';

/** Where a case stands: nothing by which the case or its applicant could be named. */
const Status = CaseCard.pick({
  guide: true,
  service: true,
  state: true,
  stateLabel: true,
  submittedAt: true,
  dueAt: true,
  workdaysSoFar: true,
  asksDueAt: true,
}).extend({
  stages: z.array(CaseCard.shape.stages.element.pick({ label: true, at: true, state: true })),
  asks: z.array(z.string()),
});
type Status = z.infer<typeof Status>;

const dayOf = (at: string) => at.slice(0, 10);

function told(status: Status, lang: Locale): string {
  const { caseStatus: texts } = mcpTexts[lang];
  const { service, stateLabel, submittedAt, dueAt, workdaysSoFar, asks, asksDueAt } = status;
  return [
    `${service}: ${stateLabel}`,
    `${texts.submitted}: ${dayOf(submittedAt)}`,
    ...(dueAt === null ? [] : [`${texts.due}: ${dayOf(dueAt)}`]),
    texts.workdays(workdaysSoFar),
    ...asks.map((ask) => `${texts.asked}: ${ask}`),
    ...(asksDueAt === null ? [] : [`${texts.askedBy}: ${dayOf(asksDueAt)}`]),
  ].join('\n');
}

/**
 * `case_status`: proof and status in one call, so that nothing stays proved. Both secrets are arguments of this call
 * only: they reach no log and no table. Wrong tries count like those on the page, by receipt, and by key in place of
 * an address: whoever has a key and many addresses gets no more of them.
 */
export function registerCaseStatus(
  server: McpServer,
  { cases, newId }: { cases: Cases; newId: () => string },
  { locale, keyId }: McpCaller,
): void {
  const { caseStatus: texts, arguments: described } = mcpTexts[locale];
  const { receipt, idLast4 } = GrantRequest.shape;
  const failed = (text: string) => ({ isError: true, content: [{ type: 'text' as const, text }] });

  server.registerTool(
    'case_status',
    {
      title: texts.title,
      description: texts.description,
      inputSchema: z.strictObject({
        receipt: receipt.describe(described.receipt),
        idLast4: idLast4.describe(described.idLast4),
        lang: Locale.default(locale).describe(described.lang),
      }),
      outputSchema: Status,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async ({ lang, ...secrets }) => {
      const words = mcpTexts[lang].caseStatus;
      const session = `mcp:${keyId}:${newId()}`;
      const outcome = await cases.grant({ session, address: `key:${keyId}`, ...secrets });
      if (!outcome.ok) {
        return failed(
          outcome.reason === 'not_verified'
            ? words.notVerified
            : words.tooManyAttempts(Math.ceil(outcome.retryAfterS / 60)),
        );
      }
      try {
        const card = await cases.byReceipt(session, secrets.receipt, lang);
        if (card === undefined) return failed(words.notVerified);
        const status: Status = Status.parse({ ...card, asks: card.asks.map(({ text }) => text) });
        return { content: [{ type: 'text', text: told(status, lang) }], structuredContent: status };
      } finally {
        await cases.revoke(session);
      }
    },
  );
}
