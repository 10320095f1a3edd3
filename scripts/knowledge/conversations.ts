import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AnswerStatus, Locale } from '#protocol/index.ts';
import { Route } from '#server/answers/understand/route.ts';

const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.union([schema.transform((value) => [value]), z.array(schema).min(1)]);

const Turn = z.strictObject({
  say: z.string().min(1).max(500),
  /** Takes a choice of the card that was shown last, by place from 1 or by words of its label; `say` where none was. */
  choose: z.union([z.int().min(1), z.string().min(1)]).optional(),
  /** Any of these is right. */
  status: oneOrMore(AnswerStatus),
  /** Ids of the guides of which any may carry the answer; null where none is expected. */
  guide: oneOrMore(z.string().min(1)).nullable().default(null),
  /** Anchors of the sections of which any should be cited; `overview` is the summary. */
  aspect: oneOrMore(z.string().regex(/^[a-z][a-z0-9_-]*$/)).optional(),
  /** What the utterance is, in the words of the hall. */
  route: Route.optional(),
  /** Figures or words of the guide that the answer must hold: figures by value, words as they stand. */
  facts: z.array(z.string().min(1)).min(1).optional(),
  card: z
    .enum(['materials', 'steps', 'fees', 'places', 'choices', 'contact', 'verify', 'case', 'callback'])
    .optional(),
  /** Cannot be understood without what was said before. */
  leans: z.boolean().default(false),
});
const Conversation = z.strictObject({
  id: z.string().regex(/^(zh|en)-[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Both languages are spoken in it. */
  mixed: z.boolean().default(false),
  turns: z.array(Turn).min(2).max(6),
});
const Theme = z.strictObject({ theme: z.string().min(1), conversations: z.array(Conversation).min(1) });

export type GoldenTurn = z.infer<typeof Turn>;
export type GoldenConversation = z.infer<typeof Conversation> & {
  theme: string;
  /** Language of the page, of the id's first part. */
  lang: Locale;
};

/** Whether a turn may be answered from a guide. */
export const isServiceTurn = ({ status, guide }: GoldenTurn) =>
  guide !== null && (status.includes('answered') || status.includes('partial'));

/**
 * Half of the conversations, chosen by their id alone, are held out: the hall is tuned on the others, and nobody looks at
 * what it gets wrong in these.
 */
export const isHeldOut = ({ id }: { id: string }) =>
  (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 1;

/**
 * Reads the golden conversations: one YAML file a theme.
 * @throws when a file does not have the shape of its schema or an id comes twice, naming the file.
 */
export async function loadConversations(dir: string): Promise<GoldenConversation[]> {
  const files = (await readdir(dir)).filter((name) => name.endsWith('.yaml')).sort();
  const conversations: GoldenConversation[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const path = join(dir, file);
    const parsed = Theme.safeParse(parse(await readFile(path, 'utf8')));
    if (!parsed.success) throw new Error(`${path}:\n${z.prettifyError(parsed.error)}`);
    for (const conversation of parsed.data.conversations) {
      if (seen.has(conversation.id)) throw new Error(`${path}: the id ${conversation.id} comes twice`);
      seen.add(conversation.id);
      const lang = Locale.parse(conversation.id.slice(0, 2));
      conversations.push({ ...conversation, theme: parsed.data.theme, lang });
    }
  }
  return conversations;
}
