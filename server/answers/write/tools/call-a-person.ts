import { z } from 'zod';
import { type ToolMaker, type ToolResult, tool } from './types.ts';

const MAX_TOPIC_CHARS = 200;

const schema = z.strictObject({
  topic: z
    .string()
    .max(MAX_TOPIC_CHARS)
    .describe('What the call is about, in a few words of the citizen, without names or numbers'),
});

/** `call_a_person`: offers a call back by staff. It files nothing: the citizen sends the card, or does not. */
export const callAPerson: ToolMaker = ({ offerCallback }) =>
  tool(
    async ({ topic }): Promise<ToolResult> => {
      offerCallback(topic);
      return [
        'The citizen has been shown a card to ask for a call back. Nothing is filed until they send it. Say no more about it.',
        { kind: 'callback' },
      ];
    },
    {
      name: 'call_a_person',
      description:
        'Shows a card with which the citizen can ask to be called by a member of staff. For those who want a person, or whom the guides cannot help.',
      schema,
    },
  );
