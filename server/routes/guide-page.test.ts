import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { fromHtml } from 'hast-util-from-html';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGlossary, type Guide, type Knowledge, loadGuides } from '#server/knowledge/index.ts';
import { guidePage } from './guide-page.ts';
import { guideRoutes } from './guides.ts';

const { guides } = await loadGuides('knowledge/guides', '2026-11-22');
const guideOf = (id: string, lang: 'zh' | 'en') => {
  const found = guides.find((guide) => guide.id === id && guide.lang === lang);
  if (!found) throw new Error(`no guide ${id}.${lang}`);
  return found;
};
const idCard = guideOf('id-card-renewal', 'en');

const page = (guide: Guide) =>
  guidePage(guide, {
    origin: 'https://hall.example',
    hasOther: true,
    nameOf: (id) => guides.find((each) => each.id === id && each.lang === guide.lang)?.name,
  });

/** The JSON-LD block of a page, as a browser would find it. */
function dataOf(html: string): Record<string, unknown> {
  const blocks: string[] = [];
  const walk = (
    node: ReturnType<typeof fromHtml>['children'][number] | ReturnType<typeof fromHtml>,
  ): void => {
    if (node.type === 'element' && node.tagName === 'script')
      blocks.push(node.children.map((child) => (child.type === 'text' ? child.value : '')).join(''));
    if ('children' in node) node.children.forEach(walk);
  };
  walk(fromHtml(html));
  expect(blocks).toHaveLength(1);
  return JSON.parse(blocks[0] ?? '');
}

describe('the page of a guide', () => {
  it('names its own address and those of both languages in full', () => {
    const html = page(idCard);
    expect(html).toContain(
      '<link rel="canonical" href="https://hall.example/guides/id-card-renewal?lang=en">',
    );
    for (const [tag, lang] of [
      ['en', 'en'],
      ['zh-CN', 'zh'],
      ['x-default', 'zh'],
    ])
      expect(html).toContain(
        `<link rel="alternate" hreflang="${tag}" href="https://hall.example/guides/id-card-renewal?lang=${lang}">`,
      );
  });

  it('names no other language when there is none', () => {
    const html = guidePage(idCard, { origin: '', hasOther: false, nameOf: () => undefined });
    expect(html).not.toContain('zh-CN');
    expect(html).toContain(
      '<link rel="alternate" hreflang="x-default" href="/guides/id-card-renewal?lang=en">',
    );
  });

  it('shows every section under its anchor, and links to it from the list of contents', () => {
    const html = page(idCard);
    for (const { anchor, title } of idCard.sections) {
      expect(html).toContain(`<section id="${anchor}"><h2>`);
      expect(html).toContain(`<a href="#${anchor}">${title.replace(/&/g, '&amp;')}</a>`);
    }
  });

  it('links a bundle to its parts and a guide to related ones, as far as they are public', () => {
    const bundle = guideOf('newborn-one-thing', 'zh');
    const html = guidePage(bundle, {
      origin: '',
      hasOther: true,
      nameOf: (id) => (id === bundle.includes[0] ? '一个 <部分>' : undefined),
    });
    expect(html).toContain(`<a href="/guides/${bundle.includes[0]}?lang=zh">一个 &lt;部分&gt;</a>`);
    expect(html).toContain('<h2>包含的事项</h2>');
    expect(html).not.toContain('<h2>相关事项</h2>');
  });

  it('tells what the source leaves unsaid instead of what only fills the format', () => {
    const html = page({ ...idCard, unstated: ['fees'] });
    expect(html).toContain('does not say');
    expect(html).not.toContain('20 yuan');
  });

  it('carries the guide as schema.org data that says what the page says', () => {
    const data = dataOf(page(idCard));
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'GovernmentService',
      name: idCard.name,
      url: 'https://hall.example/guides/id-card-renewal?lang=en',
      serviceOperator: { '@type': 'GovernmentOrganization', name: idCard.authority.name },
    });
    expect(data.offers).toHaveLength(idCard.fees.length);
  });

  it('lets no word of a guide end the data block or the text around it', () => {
    const evil = '</script><script>alert(1)</script><!--\u2028';
    const html = page({
      ...idCard,
      name: evil,
      summary: evil,
      steps: [{ id: 's', name: evil, by: evil, text: evil }],
      authority: { name: `"${evil}`, joint: [evil] },
      sections: [{ anchor: 'steps', title: evil, text: evil }],
    });
    expect(dataOf(html)).toMatchObject({ name: evil });
    expect(html).not.toContain('<script>');
  });
});

describe('the pages as served', () => {
  const knowledge: Knowledge = {
    guide: (id, lang) => guides.find((guide) => guide.id === id && guide.lang === lang),
    guides: (lang) => guides.filter((guide) => guide.lang === lang),
    search: () => Promise.reject(new Error('not asked here')),
    glossary: (lang) => createGlossary([], lang),
    problems: () => [],
    reload: async () => {},
    close: async () => {},
  };
  const app = Fastify();

  beforeAll(async () => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    await app.register(guideRoutes, { knowledge });
  });
  afterAll(() => app.close());

  it('begin addresses with the host that was asked, and with nothing when it is no host', async () => {
    const ask = async (host: string) =>
      (await app.inject({ url: '/guides/id-card-renewal?lang=en', headers: { host } })).body;
    expect(await ask('hall.example:8443')).toContain(
      '<link rel="canonical" href="http://hall.example:8443/guides/',
    );
    expect(await ask('[::1]:80')).toContain('<link rel="canonical" href="http://[::1]:80/guides/');
    expect(await ask('a"><script>')).toContain('<link rel="canonical" href="/guides/');
  });
});
