import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SERVICES } from './suggestions.tsx';

const GUIDES = join(import.meta.dirname, '../../knowledge/guides');

describe('the services to begin with', () => {
  it.each(SERVICES.map(({ guide }) => guide))('have a guide %s to read in both languages', (guide) => {
    for (const lang of ['zh', 'en']) expect(existsSync(join(GUIDES, `${guide}.${lang}.md`)), lang).toBe(true);
  });
});
