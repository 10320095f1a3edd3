import type { GuideSection, Locale } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { mcpTexts } from './texts.ts';

/** Where a guide can be read by people, at one of its sections when given. */
export const guideUrl = (origin: string, id: string, lang: Locale, section?: string) =>
  `${origin}/guides/${id}?lang=${lang}${section === undefined ? '' : `#${section}`}`;

/** A guide, or some of its sections, as Markdown whose headings carry the anchors that citations name. */
export function guideMarkdown(guide: Guide, sections: readonly GuideSection[], origin: string): string {
  const { id, lang, name, authority, source } = guide;
  const head = [
    `# ${name}`,
    guideUrl(origin, id, lang),
    mcpTexts[lang].guide.origin(authority.name, source.reviewed, source.review_by),
  ];
  const parts = sections.map(({ anchor, title, text }) => `## ${title} {#${anchor}}\n\n${text}`);
  return [...head, ...parts].join('\n\n');
}
