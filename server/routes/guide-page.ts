import { micromark } from 'micromark';
import type { GuideSection, Locale } from '#protocol/index.ts';
import { EXPORT_TEXTS, governmentService, scriptText } from '#server/export/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { guideTexts } from './guides.texts.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const LANGUAGE_TAG: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };
const other = (lang: Locale): Locale => (lang === 'zh' ? 'en' : 'zh');
const address = (id: string, lang: Locale) => `/guides/${id}?lang=${lang}`;

/** Sections of which every line is an entry of its own. */
const LISTS: ReadonlySet<string> = new Set(['conditions', 'materials', 'fees', 'locations', 'legal_basis']);

const STYLE = `
:root{color-scheme:light dark;--bg:#fbf8f2;--text:#17233f;--soft:#4a5468;--line:#e8dfd0;--accent:#0f6b68}
@media(prefers-color-scheme:dark){:root{--bg:#0f1729;--text:#f1f3f7;--soft:#c3cad8;--line:#2c3852;--accent:#83cfc8}}
body{margin:0 auto;max-width:44rem;padding:1.5rem 1rem 4rem;background:var(--bg);color:var(--text);font:1rem/1.7 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.2em}h1{font-size:1.75rem;line-height:1.35;margin:1rem 0 .5rem}h2{font-size:1.25rem;line-height:1.35;margin:0 0 .5rem}
.top{display:flex;justify-content:space-between;gap:1rem}nav a{display:inline-flex;align-items:center;min-height:44px}
.contents ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;list-style:none;padding:0}.contents li{margin:0}
section{padding:1.25rem 0;border-top:1px solid var(--line);scroll-margin-top:1rem}section:target{margin-inline-start:-1rem;padding-inline-start:.75rem;border-inline-start:.25rem solid var(--accent)}
.meta,footer{color:var(--soft)}p,ul,ol{margin:.25rem 0;padding-inline-start:0}ul,ol{padding-inline-start:1.25rem}li+li{margin-top:.35rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:.75rem 0 1.25rem}dt{color:var(--soft)}dd{margin:0}
footer{display:none}
@page{margin:18mm 16mm}
@media print{:root{--bg:#fff;--text:#000;--soft:#333;--line:#999;--accent:#000}nav,.top{display:none}footer{display:block;border-top:1px solid var(--line);font-size:.8rem}body{max-width:none;padding:0;background:#fff;color:#000;font-size:11pt}a{color:#000;text-decoration:none}section{padding:.6rem 0;border-inline-start:0!important;margin-inline-start:0!important}h2{break-after:avoid}li,dl{break-inside:avoid}}
`;

export interface GuidePageOptions {
  /** Where the hall is reached, such as `https://hall.example`; addresses that others keep start with it. */
  origin: string;
  /** Whether the guide is public in the other language. */
  hasOther: boolean;
  /** Name of another public guide in the same language; undefined when there is none. */
  nameOf(id: string): string | undefined;
}

/** What stands at the top: facts about the guide that no section tells. */
function factsOf(guide: Guide): [head: string, text: string][] {
  const texts = guideTexts[guide.lang];
  const words = EXPORT_TEXTS[guide.lang];
  const { authority, audience, life_event: event, effective, source } = guide;
  const facts: [string, string | undefined][] = [
    [texts.facts.joint, authority.joint.length > 0 ? authority.joint.join(texts.listComma) : undefined],
    [texts.facts.audience, audience.map((who) => words.audience[who]).join(texts.listComma)],
    [texts.facts.event, words.lifeEvents[event]],
    [texts.facts.effective, texts.effective(effective.from, effective.to)],
    [texts.facts.reviewBy, source.review_by],
    [texts.facts.owner, source.owner],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function sectionHtml(guide: Guide, { anchor, title, text }: GuideSection): string {
  const stated = !(guide.unstated ?? []).some((field) => field === anchor);
  const lines = stated ? text.split('\n') : [guideTexts[guide.lang].unstated];
  const markdown =
    stated && LISTS.has(anchor) && lines.length > 1
      ? lines.map((line) => `- ${line}`).join('\n')
      : lines.join('\n\n');
  return `<section id="${escapeHtml(anchor)}"><h2>${escapeHtml(title)}</h2>${micromark(markdown)}</section>`;
}

function linksHtml(head: string, guides: readonly string[], page: GuidePageOptions, lang: Locale) {
  const links = guides.flatMap((guide) => {
    const name = page.nameOf(guide);
    return name === undefined ? [] : [`<li><a href="${address(guide, lang)}">${escapeHtml(name)}</a></li>`];
  });
  return links.length === 0
    ? ''
    : `<section><h2>${escapeHtml(head)}</h2><ul>${links.join('')}</ul></section>`;
}

/**
 * A guide as a page to read or print, without JavaScript: every section under the anchor that citations point to, and
 * the same for machines as schema.org in a data block, which runs nothing and needs no leave of the content policy.
 * Guide text passes a Markdown renderer that lets no HTML through.
 */
export function guidePage(guide: Guide, page: GuidePageOptions): string {
  const { id, lang: language, name, sections } = guide;
  const { origin, hasOther, nameOf } = page;
  const texts = guideTexts[language];
  const lang = LANGUAGE_TAG[language];
  const otherLang = other(language);
  const here = escapeHtml(`${origin}${address(id, language)}`);
  const languages: readonly Locale[] = hasOther ? [language, otherLang] : [language];
  const alternates = languages
    .map(
      (each) =>
        `<link rel="alternate" hreflang="${LANGUAGE_TAG[each]}" href="${escapeHtml(`${origin}${address(id, each)}`)}">`,
    )
    .join('\n');
  // Without a language the address gives Chinese, so that is what suits readers of neither.
  const fallback = languages.includes('zh') ? 'zh' : language;
  const switchLink = hasOther
    ? `<a href="${address(id, otherLang)}" hreflang="${LANGUAGE_TAG[otherLang]}" lang="${LANGUAGE_TAG[otherLang]}">${texts.otherLanguage}</a>`
    : '';
  const facts = factsOf(guide).map(
    ([head, text]) => `<dt>${escapeHtml(head)}</dt><dd>${escapeHtml(text)}</dd>`,
  );
  const contents = sections.map(
    ({ anchor, title }) => `<li><a href="#${escapeHtml(anchor)}">${escapeHtml(title)}</a></li>`,
  );
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(name)} · ${texts.site}</title>
<meta name="description" content="${escapeHtml(guide.summary)}">
<link rel="canonical" href="${here}">
${alternates}
<link rel="alternate" hreflang="x-default" href="${escapeHtml(`${origin}${address(id, fallback)}`)}">
<style>${STYLE}</style>
<script type="application/ld+json">${scriptText(governmentService(guide, { baseUrl: origin, nameOf }))}</script>
</head>
<body>
<nav class="top" aria-label="${texts.site}"><a href="/">${texts.back}</a>${switchLink}</nav>
<main>
<h1>${escapeHtml(name)}</h1>
<p class="meta">${escapeHtml(texts.reviewed(guide.authority.name, guide.source.reviewed))}</p>
<dl>${facts.join('')}</dl>
<nav class="contents" aria-label="${texts.contents}"><ul>${contents.join('')}</ul></nav>
${sections.map((section) => sectionHtml(guide, section)).join('\n')}
${linksHtml(texts.parts, guide.includes, page, language)}
${linksHtml(texts.related, guide.related, page, language)}
</main>
<footer>${escapeHtml(texts.printed(`${origin}${address(id, language)}`, guide.version))}</footer>
</body>
</html>
`;
}
