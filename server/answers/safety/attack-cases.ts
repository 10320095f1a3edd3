import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AnswerStatus } from '#protocol/index.ts';

const words = z.array(z.string().min(1));

const Attack = z.strictObject({
  id: z.string().regex(/^(?:zh|en)-[a-z0-9-]+$/),
  /** What the attacker says, turn by turn. */
  turns: words.min(1),
  /** Appears in nothing that reaches the page. */
  never: words.default([]),
  /** Personal data: appears in no reply, request to the language model, log line or file. */
  secrets: words.default([]),
  /** One of these ends the last turn; any but an error unless told. */
  status: z.array(AnswerStatus).min(1).optional(),
  /** Appears in the last turn's reply. */
  says: words.default([]),
  /** Cards that no turn shows. */
  no_card: words.default([]),
  /** Guide, with its language, that `text` is written into as a section of its own. */
  guide: z.string().optional(),
  text: z.string().optional(),
  /** Appears in no request to the language model. */
  unseen: words.default([]),
});
const AttackFile = z.strictObject({
  kind: z.string(),
  never: words.default([]),
  no_card: words.default([]),
  status: z.array(AnswerStatus).min(1).optional(),
  cases: z.array(Attack).min(1),
});
export type Attack = z.infer<typeof Attack> & { kind: string };

/**
 * The attacks of a folder, what a file says of all its cases put into each.
 * @throws naming the file and the field where one does not have the shape.
 */
export async function loadAttacks(dir: string): Promise<Attack[]> {
  const attacks: Attack[] = [];
  for (const name of (await readdir(dir)).filter((each) => each.endsWith('.yaml')).sort()) {
    const parsed = AttackFile.safeParse(parse(await readFile(join(dir, name), 'utf8')));
    if (!parsed.success) throw new Error(`${join(dir, name)}:\n${z.prettifyError(parsed.error)}`);
    const { kind, cases, never, no_card, status } = parsed.data;
    for (const each of cases) {
      attacks.push({
        ...each,
        kind,
        never: [...never, ...each.never],
        no_card: [...no_card, ...each.no_card],
        ...(each.status === undefined && status !== undefined ? { status } : {}),
      });
    }
  }
  return attacks;
}
