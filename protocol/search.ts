import { z } from 'zod';
import { Locale } from './locale.ts';

/** Query of `GET /api/search`. */
export const SearchQuery = z.strictObject({
  q: z.string().trim().min(1).max(500),
  lang: Locale.default('zh'),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const SearchHit = z.object({
  guide: z.string(),
  version: z.string(),
  section: z.string(),
  title: z.string(),
  text: z.string(),
  /** 0..1, comparable between queries. */
  score: z.number(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchReply = z.object({ results: z.array(SearchHit), tookMs: z.number() });
export type SearchReply = z.infer<typeof SearchReply>;
