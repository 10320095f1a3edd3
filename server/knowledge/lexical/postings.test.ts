import { describe, expect, it } from 'vitest';
import { termKey } from './hash.ts';
import { createPostingsBuilder, rangeOf } from './postings.ts';
import { addEntryScores, addScores, lookUp } from './terms.ts';

const DOCUMENTS = [{ hukou: 1, baby: 2 }, { hukou: 3 }, {}, { passport: 1, baby: 1 }];

function postings() {
  const builder = createPostingsBuilder();
  for (const [owner, terms] of DOCUMENTS.entries())
    for (const [term, impact] of Object.entries(terms)) builder.add(owner, termKey(term), impact);
  return builder.build(DOCUMENTS.length);
}

function scoresOf(terms: Record<string, number>): number[] {
  const scores = new Float32Array(DOCUMENTS.length);
  const looked = lookUp(
    Object.entries(terms).map(([term]) => [termKey(term), 1]),
    [postings()],
  ).map((term, i) => ({ ...term, weight: Object.values(terms)[i] ?? 0 }));
  addScores(looked, postings(), 0, scores, 0);
  return [...scores];
}

describe('postings', () => {
  it('add up weight times impact of each term by document', () => {
    expect(scoresOf({ baby: 2, hukou: 10 })).toEqual([14, 30, 0, 2]);
  });

  it('know nothing of a term that no document holds', () => {
    expect(scoresOf({ fishing: 1 })).toEqual([0, 0, 0, 0]);
    expect(rangeOf(postings(), termKey('fishing'))).toEqual([0, 0]);
  });

  it('score entries by what their sections hold together, saturating', () => {
    const looked = lookUp([[termKey('baby'), 1]], [postings()]).map((term) => ({ ...term, weight: 10 }));
    const scores = new Float32Array(4);
    addEntryScores(looked, postings(), 0, Uint32Array.of(0, 0, 1, 1), scores, 1, 0.5);
    expect(scores[0]).toBe(0);
    expect(scores[1]).toBeCloseTo((5 * 1.9 * 2) / 2.9);
    expect(scores[2]).toBeCloseTo(5);
    addEntryScores(looked, postings(), 0, Uint32Array.of(0, 0, 0, 0), scores.fill(0), 0, 1);
    expect(scores[0]).toBeCloseTo((10 * 1.9 * 3) / 3.9);
  });

  it('hold a term of many documents in their order, however many there are', () => {
    const builder = createPostingsBuilder();
    const count = 5000;
    for (let owner = 0; owner < count; owner += 1) {
      builder.add(owner, termKey('common'), 1);
      builder.add(owner, termKey(`own ${owner}`), owner);
    }
    const built = builder.build(count);
    const [from, to] = rangeOf(built, termKey('common'));
    expect([...built.owners.subarray(from, to)]).toEqual(Array.from({ length: count }, (_, i) => i));
    const [place] = rangeOf(built, termKey('own 4321'));
    expect([built.owners[place], built.impacts[place]]).toEqual([4321, 4321]);
    expect(built.keys.every((key, i) => i === 0 || key > (built.keys[i - 1] ?? 0))).toBe(true);
  });
});
