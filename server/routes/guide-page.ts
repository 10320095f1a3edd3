import { micromark } from 'micromark';
import type { Locale } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { guideTexts } from './guides.texts.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const LANGUAGE_TAG: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };
const other = (lang: Locale): Locale => (lang === 'zh' ? 'en' : 'zh');
const address = (id: string, lang: Locale) => `/guides/${id}?lang=${lang}`;

const STYLE = `
:root{color-scheme:light dark;--bg:#fbf8f2;--text:#17233f;--soft:#4a5468;--line:#e8dfd0;--accent:#0f6b68}
@media(prefers-color-scheme:dark){:root{--bg:#0f1729;--text:#f1f3f7;--soft:#c3cad8;--line:#2c3852;--accent:#83cfc8}}
body{margin:0 auto;max-width:44rem;padding:1.5rem 1rem 4rem;background:var(--bg);color:var(--text);font:1rem/1.7 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
a{color:var(--accent);text-underline-offset:.2em}h1{font-size:1.75rem;line-height:1.35;margin:1rem 0 .5rem}h2{font-size:1.25rem;line-height:1.35;margin:0 0 .5rem}
nav{display:flex;justify-content:space-between;gap:1rem}nav a{display:inline-flex;align-items:center;min-height:44px}
section{padding:1.25rem 0;border-top:1px solid var(--line);scroll-margin-top:1rem}section:target{margin-inline-start:-1rem;padding-inline-start:.75rem;border-inline-start:.25rem solid var(--accent)}
.meta{color:var(--soft)}p,ul,ol{margin:.25rem 0;padding-inline-start:0}ul,ol{padding-inline-start:1.25rem}
@media print{:root{--bg:#fff;--text:#000;--soft:#333;--line:#999;--accent:#000}nav{display:none}body{max-width:none;padding:0;background:#fff;color:#000}section{break-inside:avoid}}
`;

/**
 * A guide as a page to read or print, without JavaScript: every section under the anchor that citations point to.
 * Guide text passes a Markdown renderer that lets no HTML through.
 */
export function guidePage(guide: Guide, hasOther: boolean): string {
  const texts = guideTexts[guide.lang];
  const lang = LANGUAGE_TAG[guide.lang];
  const otherLang = other(guide.lang);
  const alternate = hasOther
    ? `<link rel="alternate" hreflang="${LANGUAGE_TAG[otherLang]}" href="${address(guide.id, otherLang)}">`
    : '';
  const switchLink = hasOther
    ? `<a href="${address(guide.id, otherLang)}" hreflang="${LANGUAGE_TAG[otherLang]}" lang="${LANGUAGE_TAG[otherLang]}">${texts.otherLanguage}</a>`
    : '';
  const sections = guide.sections.map(
    ({ anchor, title, text }) =>
      `<section id="${escapeHtml(anchor)}"><h2>${escapeHtml(title)}</h2>${micromark(text.replaceAll('\n', '\n\n'))}</section>`,
  );
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(guide.name)} · ${texts.site}</title>
<meta name="description" content="${escapeHtml(guide.summary)}">
<link rel="alternate" hreflang="${lang}" href="${address(guide.id, guide.lang)}">
${alternate}
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="${texts.site}"><a href="/">${texts.back}</a>${switchLink}</nav>
<main>
<h1>${escapeHtml(guide.name)}</h1>
<p class="meta">${escapeHtml(texts.reviewed(guide.authority.name, guide.source.reviewed))}</p>
${sections.join('\n')}
</main>
</body>
</html>
`;
}
