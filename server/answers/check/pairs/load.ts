import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Locale } from '#protocol/index.ts';

const sentences = z.array(z.string().min(1)).default([]);

const Pairs = z.array(
  z.strictObject({
    /** `guide/anchor` that the text was taken from. */
    section: z.string(),
    half: z.enum(['dev', 'held-out']),
    /** `guide name · section title` */
    title: z.string(),
    text: z.string(),
    /** Another section of the same guide, cited beside it. */
    beside: z.string().optional(),
    exact: sentences,
    fair: sentences,
    courtesy: sentences,
    altered: z.partialRecord(
      z.enum([
        'figure',
        'unit',
        'negation',
        'obligation',
        'office',
        'material',
        'law',
        'condition',
        'contact',
        'source',
        'uncited',
        'unfit',
      ]),
      sentences,
    ),
  }),
);

/** A section with sentences about it, true ones and altered ones. */
export type PairGroup = z.infer<typeof Pairs>[number];

/** The check's test set in one language. @throws when the file does not have its shape. */
export const loadPairs = async (locale: Locale): Promise<PairGroup[]> =>
  Pairs.parse(parse(await readFile(fileURLToPath(new URL(`./${locale}.yaml`, import.meta.url)), 'utf8')));
