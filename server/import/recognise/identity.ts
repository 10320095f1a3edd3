import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { Locale } from '#protocol/index.ts';
import { Refused } from '../refuse.ts';

const LONGEST_ID = 100;

const slug = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Made of the name, so the same service gets the same id at every import. */
const idOfName = (name: string) => `guide-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;

/**
 * The id of a service: the one it brings as lower-case words, else the file's name where that is a slug, else one
 * made of the service's name.
 * @throws {Refused} `bad_id` when the id it brings is a path or holds nothing usable.
 */
export function idOf(brought: string | undefined, name: string, file: string | undefined): string {
  if (brought !== undefined) {
    const given = slug(brought);
    if (
      /[/\\\p{Cc}]|\.\./u.test(brought) ||
      given === '' ||
      given.length > LONGEST_ID ||
      /\p{Script=Han}/u.test(brought)
    )
      throw new Refused('bad_id', brought.slice(0, LONGEST_ID).replace(/\p{Cc}/gu, '�'), { field: 'id' });
    return given;
  }
  const stem = file === undefined ? '' : basename(file, extname(file)).replace(/\.(?:zh|en)$/, '');
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(stem) && stem.length <= LONGEST_ID ? stem : idOfName(name);
}

/** Chinese when one letter in ten is a Han character: Chinese guides quote Latin names, English ones hardly any Han. */
export function languageOf(text: string): Locale {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  return han * 9 >= latin && han > 0 ? 'zh' : 'en';
}
