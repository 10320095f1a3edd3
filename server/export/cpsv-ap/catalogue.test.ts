import { describe, expect, it } from 'vitest';
import type { GuideFields, Locale } from '#protocol/index.ts';
import { type Guide, loadGuides } from '#server/knowledge/index.ts';
import { type Graph, graphOf, iri } from '../testing/quads.ts';
import { cpsvAp } from './catalogue.ts';

const BASE = 'https://hall.example';
const { guides } = await loadGuides('knowledge/guides', '2026-11-22');
const active = guides.filter(({ status }) => status === 'active');
const exported = (list: readonly Guide[], langs: readonly Locale[] = ['zh', 'en']) =>
  graphOf(cpsvAp(list, { baseUrl: BASE, langs }));
const graph = await exported(guides);
const address = (id: string) => `${BASE}/guides/${id}#service`;
const idsOf = (list: readonly Guide[]) => [...new Set(list.map(({ id }) => id))].sort();

/** A guide of each language by id, changed. */
const changed = (id: string, change: Partial<Guide>): Guide[] =>
  active.filter((guide) => guide.id === id).map((guide) => ({ ...guide, ...change }));

/** Properties that CPSV-AP 3.2 makes mandatory, with how often each may stand: 1, or once or more. */
const MANDATORY: Readonly<Record<string, Readonly<Record<string, 'one' | 'some'>>>> = {
  'cpsv:PublicService': {
    'dct:identifier': 'one',
    'dct:title': 'some',
    'dct:description': 'some',
    'cv:hasCompetentAuthority': 'some',
  },
  'cv:PublicOrganisation': { 'skos:prefLabel': 'some', 'dct:spatial': 'some' },
  'dcat:Dataset': { 'dct:title': 'some', 'dct:description': 'some', 'dct:publisher': 'one' },
  'foaf:Agent': { 'dct:identifier': 'one', 'dct:title': 'some' },
  'cv:Participation': {
    'dct:identifier': 'one',
    'dct:description': 'some',
    'cv:role': 'some',
    'cv:hasParticipant': 'one',
  },
  'cv:Requirement': { 'dct:identifier': 'one', 'dct:title': 'some' },
  'cv:Evidence': { 'dct:identifier': 'one', 'dct:title': 'some' },
  'cv:Output': { 'dct:identifier': 'one', 'dct:title': 'some' },
  'cv:Event': { 'dct:identifier': 'one', 'dct:title': 'some' },
  'cv:Channel': { 'dct:identifier': 'one' },
  'cv:Cost': { 'dct:identifier': 'one' },
  'cpsv:Rule': { 'dct:identifier': 'one', 'dct:title': 'some', 'dct:description': 'some' },
};

/** What a link must lead to: a resource of this class, described in the same export. */
const RANGES: Readonly<Record<string, string>> = {
  'cv:hasCompetentAuthority': 'cv:PublicOrganisation',
  'cv:hasParticipation': 'cv:Participation',
  'cv:hasParticipant': 'foaf:Agent',
  'cv:holdsRequirement': 'cv:Requirement',
  'cv:hasSupportingEvidence': 'cv:Evidence',
  'cv:supportsRequirement': 'cv:Requirement',
  'cpsv:hasInput': 'cv:Evidence',
  'cpsv:produces': 'cv:Output',
  'cpsv:follows': 'cpsv:Rule',
  'cpsv:implements': 'eli:LegalResource',
  'cv:hasLegalResource': 'eli:LegalResource',
  'dct:relation': 'eli:LegalResource',
  'cv:hasCost': 'cv:Cost',
  'cv:currency': 'skos:Concept',
  'cv:hasChannel': 'cv:Channel',
  'cv:contactPoint': 'cv:ContactPoint',
  'cv:openingHours': 'time:TemporalEntity',
  'locn:address': 'locn:Address',
  'cv:isGroupedBy': 'cv:Event',
  'cv:hasRelatedService': 'cpsv:PublicService',
  'cv:relatedService': 'cpsv:PublicService',
  'dct:hasPart': 'cpsv:PublicService',
  'dct:language': 'dct:LinguisticSystem',
  'dct:spatial': 'dct:Location',
  'dct:audience': 'skos:Concept',
  'dct:type': 'skos:Concept',
  'adms:status': 'skos:Concept',
  'cv:isClassifiedBy': 'skos:Concept',
  'cv:role': 'skos:Concept',
  'dcat:landingPage': 'foaf:Document',
  'foaf:page': 'foaf:Document',
};

describe('the CPSV-AP export of the guides that ship', () => {
  it('holds every active guide once, in one catalogue', () => {
    expect(graph.all('cpsv:PublicService').sort()).toEqual(idsOf(active).map(address));
    const [catalogue = ''] = graph.all('dcat:Dataset');
    expect(
      graph
        .values(catalogue, 'dct:hasPart')
        .map(({ value }) => value)
        .sort(),
    ).toEqual(idsOf(active).map(address));
  });

  it.each(Object.entries(MANDATORY))('gives every %s its mandatory properties', (type, properties) => {
    const resources = graph.all(type);
    expect(resources.length).toBeGreaterThan(0);
    for (const resource of resources)
      for (const [property, often] of Object.entries(properties)) {
        const found = graph.values(resource, property);
        expect(found.length, `${resource} ${property}`).toBeGreaterThanOrEqual(1);
        if (often === 'one') expect(found, `${resource} ${property}`).toHaveLength(1);
        expect(
          found.filter(({ value }) => value.trim() === ''),
          `${resource} ${property}`,
        ).toEqual([]);
      }
  });

  it.each(Object.entries(RANGES))('follows %s to a %s that it describes', (property, type) => {
    const known = new Set(graph.all(type));
    const targets = graph.store.getObjects(null, iri(property), null);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.map(({ value }) => value).filter((value) => !known.has(value))).toEqual([]);
  });

  it('gives every resource an address of its own, and one identifier to no two resources of a class', () => {
    expect(
      graph.store.getSubjects(null, null, null).filter(({ termType }) => termType !== 'NamedNode'),
    ).toEqual([]);
    for (const type of Object.keys(MANDATORY)) {
      const identifiers = graph
        .all(type)
        .flatMap((resource) => graph.values(resource, 'dct:identifier').map(({ value }) => value));
      expect(new Set(identifiers).size, type).toBe(identifiers.length);
    }
  });

  describe.each(idsOf(active))('%s', (id) => {
    const versions = active.filter((guide) => guide.id === id);
    const [main] = versions;
    const self = address(id);
    const inEach = (pick: (guide: Guide) => string) =>
      Object.fromEntries(versions.map((guide) => [guide.lang, [pick(guide)]]));

    it('has its words in each language', () => {
      expect(graph.words(self, 'dct:title')).toEqual(inEach(({ name }) => name));
      expect(graph.words(self, 'dct:description')).toEqual(inEach(({ summary }) => summary));
      const authority = graph.value(self, 'cv:hasCompetentAuthority').value;
      for (const { lang, authority: office } of versions) {
        const { [lang]: label = [] } = graph.words(authority, 'skos:prefLabel');
        const { [lang]: others = [] } = graph.words(authority, 'skos:altLabel');
        expect([...label, ...others]).toContain(office.name);
      }
    });

    it('has every material, condition, fee, place and rule', () => {
      const count = (property: string) => graph.values(self, property).length;
      expect(count('cpsv:hasInput')).toBe(main?.materials.length);
      expect(count('cv:holdsRequirement')).toBe(
        (main?.conditions.length ?? 0) + (main?.materials.length ?? 0),
      );
      expect(count('cv:hasCost')).toBe(Math.max(1, main?.fees.length ?? 0));
      expect(count('cv:contactPoint')).toBe(2 + (main?.locations.length ?? 0));
      expect(count('cv:hasLegalResource')).toBe(main?.legal_basis.length);
      expect(count('cv:hasParticipation')).toBe(main?.authority.joint.length);
      const costs = graph
        .values(self, 'cv:hasCost')
        .flatMap(({ value }) => graph.values(value, 'cv:hasValue'));
      expect(costs.map(({ value }) => Number(value) * 100).sort()).toEqual(
        main?.fees.length === 0
          ? [0]
          : (main?.fees ?? []).flatMap(({ amount }) => (amount === null ? [] : [amount])).sort(),
      );
    });

    it('has its time as a duration and its figures as numbers', () => {
      expect(graph.value(self, 'cv:processingTime')).toMatchObject({
        value: expect.stringMatching(/^P(T?\d+[DHS])$/),
        datatype: { value: iri('xsd:duration') },
      });
      for (const { value: cost } of graph.values(self, 'cv:hasCost'))
        for (const term of graph.values(cost, 'cv:hasValue'))
          expect(term).toMatchObject({
            value: expect.stringMatching(/^\d+(\.\d+)?$/),
            datatype: { value: iri('xsd:double') },
          });
    });
  });
});

describe('a CPSV-AP export', () => {
  const leavesOut = async (unstated: NonNullable<GuideFields['unstated']>): Promise<Graph> =>
    exported(changed('id-card-renewal', { unstated }));
  const self = address('id-card-renewal');

  it('leaves out drafts, suspended and retired guides, and links to them', async () => {
    const bundle = active.find(({ includes }) => includes.length > 0);
    const [part = ''] = bundle?.includes ?? [];
    const whole = active.filter(({ id }) => id === bundle?.id || id === part);
    expect((await exported(whole)).store.countQuads(null, null, address(part), null)).toBeGreaterThan(0);
    for (const status of ['draft', 'suspended', 'retired'] as const) {
      const without = await exported([
        ...whole.filter(({ id }) => id !== part),
        ...changed(part, { status }),
      ]);
      expect(without.all('cpsv:PublicService')).toEqual([address(bundle?.id ?? '')]);
      expect(without.store.countQuads(address(part), null, null, null)).toBe(0);
      expect(without.store.countQuads(null, null, address(part), null)).toBe(0);
    }
  });

  it('keeps to the languages asked for', async () => {
    const english = await exported(changed('id-card-renewal', {}), ['en']);
    expect(english.all('cpsv:PublicService')).toEqual([self]);
    const languages = new Set(
      english.store
        .getObjects(null, null, null)
        .flatMap((term) => (term.termType === 'Literal' && term.language !== '' ? [term.language] : [])),
    );
    expect([...languages]).toEqual(['en']);
    const both = await exported(changed('id-card-renewal', {}));
    const addresses = (one: Graph) => one.store.getSubjects(null, null, null).map(({ value }) => value);
    const inBoth = new Set(addresses(both));
    expect(addresses(english).filter((each) => !inBoth.has(each))).toEqual([]);
  });

  it('says nothing of what the source leaves unsaid', async () => {
    const silent: Readonly<Record<string, NonNullable<GuideFields['unstated']>[number]>> = {
      'cv:hasCost': 'fees',
      'cv:processingTime': 'time_limit',
      'cpsv:produces': 'result',
      'cpsv:hasInput': 'materials',
      'cv:hasChannel': 'handling',
      'cv:hasLegalResource': 'legal_basis',
    };
    for (const [property, field] of Object.entries(silent)) {
      expect((await exported(changed('id-card-renewal', {}))).values(self, property).length).toBeGreaterThan(
        0,
      );
      expect((await leavesOut([field])).values(self, property), property).toEqual([]);
    }
    const withoutSummary = await leavesOut(['summary']);
    expect(withoutSummary.words(self, 'dct:description')).toEqual(withoutSummary.words(self, 'dct:title'));
  });

  it('is the same whatever the order of the guides', () => {
    const text = (list: readonly Guide[]) =>
      [...cpsvAp(list, { baseUrl: BASE, langs: ['zh', 'en'] })].join('');
    expect(text(guides.toReversed())).toBe(text(guides));
  });

  it('is a whole document when there is nothing to export', async () => {
    const empty = await exported([]);
    expect(empty.all('cpsv:PublicService')).toEqual([]);
    expect(empty.all('dcat:Dataset')).toHaveLength(1);
  });
});
