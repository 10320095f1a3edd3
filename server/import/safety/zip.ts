import { inflateRawSync } from 'node:zlib';
import { Refused } from '../refuse.ts';
import type { Limits } from '../types.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** Fixed lengths of the records, APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16. */
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;
/** A field of this value says that the real one is in a ZIP64 record, which no file within our limits needs. */
const IN_ZIP64 = 0xffffffff;

export interface ZipEntry {
  name: string;
  method: number;
  encrypted: boolean;
  packed: number;
  inflated: number;
  /** Offset of the local header. */
  offset: number;
}

const broken = (detail: string) => new Refused('broken', `zip: ${detail}`);

function endOfDirectory(zip: Buffer): number {
  const lowest = Math.max(0, zip.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = zip.length - END_LENGTH; at >= lowest; at -= 1)
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw broken('no central directory');
}

/** The central directory as it stands, nothing of it believed yet. */
function entriesOf(zip: Buffer, limits: Limits): ZipEntry[] {
  const end = endOfDirectory(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.zipEntries) throw new Refused('zip_bomb', `${count} > ${limits.zipEntries} entries`);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + ENTRY_LENGTH > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw broken('central directory');
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      inflated: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    });
    at += ENTRY_LENGTH + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function checkName(name: string, seen: Set<string>): void {
  if (/^[/\\]|^[a-z]:|\\|\0/i.test(name) || name.split('/').includes('..'))
    throw new Refused('zip_path', JSON.stringify(name.slice(0, 80)));
  if (seen.has(name)) throw broken('two entries of one name');
  seen.add(name);
}

function dataStart(zip: Buffer, { offset }: ZipEntry): number {
  if (offset + LOCAL_LENGTH > zip.length || zip.readUInt32LE(offset) !== LOCAL_HEADER)
    throw broken('local header');
  return offset + LOCAL_LENGTH + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
}

function inflate(zip: Buffer, entry: ZipEntry): Buffer {
  const start = dataStart(zip, entry);
  const packed = zip.subarray(start, start + entry.packed);
  if (packed.length < entry.packed) throw broken('cut off');
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw broken(`compression method ${entry.method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.inflated) });
  } catch (error) {
    if (
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
    )
      throw new Refused('zip_bomb', `${entry.name} > ${entry.inflated} bytes declared`);
    throw broken('compressed data');
  }
}

/** Entity declarations are what XXE and "billion laughs" need; Office writes no DTD at all. */
function refuseDtd(entry: ZipEntry, content: Buffer): void {
  const wide =
    content.length > 1 &&
    (content[0] === 0 || content[1] === 0 || content[0] === 0xff || content[0] === 0xfe);
  const text = wide ? content.toString('latin1').replaceAll('\0', '') : content.toString('latin1');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Refused('dtd', entry.name);
}

/**
 * Proves an Office archive safe before any library sees it: names stay inside, entries do not overlap, declared sizes
 * are within the limits and true, nothing is encrypted, no XML declares entities. Archives inside are not opened.
 * @returns the names in it.
 * @throws {Refused} `zip_bomb`, `zip_path`, `encrypted`, `dtd` or `broken`.
 */
export function inspectZip(zip: Buffer, limits: Limits): ReadonlySet<string> {
  const names = new Set<string>();
  const entries = entriesOf(zip, limits);
  let total = 0;
  for (const entry of entries) {
    checkName(entry.name, names);
    if (entry.encrypted) throw new Refused('encrypted');
    if ([entry.packed, entry.inflated, entry.offset].includes(IN_ZIP64))
      throw new Refused('zip_bomb', 'ZIP64');
    total += entry.inflated;
    if (total > limits.inflatedBytes)
      throw new Refused('zip_bomb', `${total} > ${limits.inflatedBytes} bytes`);
    if (entry.inflated > limits.inflateRatio * Math.max(entry.packed, 1024))
      throw new Refused(
        'zip_bomb',
        `${entry.name} 1:${Math.round(entry.inflated / Math.max(1, entry.packed))}`,
      );
  }
  let covered = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < covered) throw new Refused('zip_bomb', `${entry.name} overlaps`);
    covered = dataStart(zip, entry) + entry.packed;
  }
  for (const entry of entries) {
    const content = inflate(zip, entry);
    if (content.length !== entry.inflated) throw broken('sizes differ');
    if (/\.(?:xml|rels|vml)$/i.test(entry.name)) refuseDtd(entry, content);
  }
  return names;
}
