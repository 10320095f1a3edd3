import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadGuides } from '#server/knowledge/index.ts';
import { cpsvAp } from './cpsv-ap/catalogue.ts';
import { checkShapes, ShapesUnreadable } from './shacl.ts';

const BASE = 'https://hall.example';
const loaded = await loadGuides('knowledge/guides', '2026-11-22');
const guides = loaded.guides.filter(({ id }) => id === 'id-card-renewal' || id === 'birth-registration');
const whole = () => [...cpsvAp(guides, { baseUrl: BASE, langs: ['zh', 'en'] })].join('');

/** A few rules in the manner of the published shapes: one of presence, one of number, one of kind, one of class. */
const SHAPES = `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix my: <https://shapes.example/> .

my:Service a sh:NodeShape ;
  sh:targetClass cpsv:PublicService ;
  sh:property my:title, my:words, my:identifier, my:time, my:authority .
my:title a sh:PropertyShape ; sh:path dct:title ; sh:minCount 1 .
my:words a sh:PropertyShape ; sh:path dct:title ; sh:datatype rdf:langString .
my:identifier a sh:PropertyShape ; sh:path dct:identifier ; sh:maxCount 1 .
my:time a sh:PropertyShape ; sh:path cv:processingTime ; sh:datatype xsd:duration .
my:authority a sh:PropertyShape ; sh:path cv:hasCompetentAuthority ; sh:class cv:PublicOrganisation .
my:Office a sh:NodeShape ;
  sh:targetClass cv:PublicOrganisation ;
  sh:property [ sh:path dct:spatial ; sh:minCount 1 ] .
`;

type Document = { '@graph': Record<string, unknown>[] };

const check = (text: string) => checkShapes(Readable.from([text]), SHAPES, BASE);

/** The violations of an export in which one resource was spoilt. */
async function spoilt(id: string, spoil: (node: Record<string, unknown>) => void) {
  const document: Document = JSON.parse(whole());
  const node = document['@graph'].find((each) => String(each['@id']).endsWith(id));
  if (!node) throw new Error(`no ${id} in the export`);
  spoil(node);
  return check(JSON.stringify(document));
}

describe('checking an export against shapes', () => {
  it('finds nothing wrong with a sound one', async () => {
    expect(await check(whole())).toEqual([]);
  });

  it.each([
    ['a missing title', 'dct:title', (node: Record<string, unknown>) => delete node.title],
    [
      'a title without language',
      'dct:title',
      (node: Record<string, unknown>) => (node['dct:title'] = 'Title'),
    ],
    ['two identifiers', 'dct:identifier', (node: Record<string, unknown>) => (node.identifier = ['a', 'b'])],
    [
      'a time in words',
      'cv:processingTime',
      (node: Record<string, unknown>) => (node.processingTime = '5 days'),
    ],
    [
      'an office that is not described',
      'cv:hasCompetentAuthority',
      (node: Record<string, unknown>) => (node.competentAuthority = 'https://elsewhere.example/office'),
    ],
  ])('names guide and property of %s', async (_fault, path, spoil) => {
    const violations = await spoilt('id-card-renewal#service', spoil);
    expect(violations.length).toBeGreaterThan(0);
    for (const violation of violations)
      expect(violation).toMatchObject({
        guide: 'id-card-renewal',
        node: `${BASE}/guides/id-card-renewal#service`,
        path,
        message: expect.stringMatching(/\w/),
      });
  });

  it('names no guide for what guides share', async () => {
    const office = (JSON.parse(whole()) as Document)['@graph'].find(({ '@type': type }) =>
      [type].flat().includes('cv:PublicOrganisation'),
    );
    const id = String(office?.['@id']);
    expect(await spoilt(id, (node) => delete node.spatial)).toMatchObject([
      { guide: null, node: id, path: 'dct:spatial' },
    ]);
  });

  it('refuses text that is no JSON, shapes that are no Turtle, and contexts outside the document', async () => {
    await expect(check('{"@graph": [')).rejects.toThrow();
    await expect(checkShapes(Readable.from([whole()]), 'not turtle', BASE)).rejects.toThrow(ShapesUnreadable);
    await expect(check('{"@context": "https://elsewhere.example/context.jsonld"}')).rejects.toThrow(
      'elsewhere',
    );
  });
});
