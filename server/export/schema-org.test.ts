import { describe, expect, it } from 'vitest';
import { type Guide, loadGuides } from '#server/knowledge/index.ts';
import { governmentService, scriptText, type Thing } from './schema-org.ts';

const { guides } = await loadGuides('knowledge/guides', '2026-11-22');
const active = guides.filter(({ status }) => status === 'active');
const find = (id: string, lang: 'zh' | 'en') => {
  const found = active.find((guide) => guide.id === id && guide.lang === lang);
  if (!found) throw new Error(`no guide ${id}.${lang}`);
  return found;
};
const service = (guide: Guide) =>
  governmentService(guide, {
    baseUrl: 'https://hall.example',
    nameOf: (id) => active.find((each) => each.id === id && each.lang === guide.lang)?.name,
  });
const list = (value: Thing[string]): Thing[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is Thing => typeof each === 'object');

describe('the schema.org data of a guide', () => {
  it.each(active.map((guide) => [`${guide.id}.${guide.lang}`, guide] as const))(
    '%s names the service, who runs it, where, for how much, and what comes of it',
    (_name, guide) => {
      const data = JSON.parse(JSON.stringify(service(guide)));
      expect(data).toMatchObject({
        '@context': 'https://schema.org',
        '@type': 'GovernmentService',
        name: guide.name,
        description: guide.summary,
        identifier: guide.id,
        url: `https://hall.example/guides/${guide.id}?lang=${guide.lang}`,
        serviceOperator: { name: guide.authority.name },
        serviceOutput: { name: guide.result.name },
        mainEntityOfPage: { '@type': 'WebPage', inLanguage: guide.lang === 'zh' ? 'zh-CN' : 'en' },
      });
      expect(data.offers).toHaveLength(Math.max(1, guide.fees.length));
      expect(data.subjectOf.step).toHaveLength(guide.steps.length);
      for (const channel of data.availableChannel) expect(channel.processingTime).toMatch(/^P(T?\d+[DHS])$/);
      const addresses = data.availableChannel.flatMap((channel: Thing) =>
        list(channel.serviceLocation).map(({ address }) => list(address)[0]?.streetAddress),
      );
      if (guide.handling.channels.includes('window'))
        expect(addresses).toEqual(guide.locations.map(({ address }) => address));
    },
  );

  it('gives prices in yuan, 0 for a free service, and none where the text gives a range', () => {
    const [fee] = find('id-card-renewal', 'zh').fees;
    if (!fee) throw new Error('no fee');
    const prices = (fees: Guide['fees']) =>
      list(service({ ...find('id-card-renewal', 'zh'), fees }).offers).map(({ price, priceCurrency }) => [
        price,
        priceCurrency,
      ]);
    expect(prices([{ ...fee, amount: 4050 }])).toEqual([['40.5', 'CNY']]);
    expect(prices([])).toEqual([['0', 'CNY']]);
    expect(prices([{ ...fee, amount: null }])).toEqual([[undefined, undefined]]);
  });

  it('links to other guides only where they are public', () => {
    const guide = { ...find('id-card-renewal', 'zh'), related: ['birth-registration', 'nowhere'] };
    expect(list(service(guide).isRelatedTo).map(({ url }) => url)).toEqual([
      'https://hall.example/guides/birth-registration?lang=zh',
    ]);
  });

  it('shows no phrases that only serve retrieval, and nothing that the source leaves unsaid', () => {
    const guide = find('id-card-renewal', 'zh');
    const text = JSON.stringify(service(guide));
    for (const question of guide.questions) expect(text).not.toContain(question);
    const silent = service({
      ...guide,
      unstated: ['summary', 'fees', 'time_limit', 'result', 'handling', 'steps', 'legal_basis'],
    });
    const left = JSON.parse(JSON.stringify(silent));
    for (const property of ['description', 'offers', 'serviceOutput', 'availableChannel', 'subjectOf'])
      expect(left).not.toHaveProperty(property);
    expect(left.mainEntityOfPage).not.toHaveProperty('citation');
  });
});

it('leaves no sign in a script’s text that could end it, and loses no word', () => {
  const name = '</script><!-- <script> & \u2028\u2029 ]]>';
  const text = scriptText({ '@type': 'Thing', name });
  expect(text).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(text)).toEqual({ '@type': 'Thing', name });
});
