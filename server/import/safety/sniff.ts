import { extname } from 'node:path';
import { Refused } from '../refuse.ts';
import type { Format, Limits } from '../types.ts';
import { inspectZip } from './zip.ts';

const EXTENSIONS: Readonly<Record<string, Format>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'markdown',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
  '.docx': 'docx',
  '.docm': 'docx',
  '.pdf': 'pdf',
  '.html': 'html',
  '.htm': 'html',
};

const OLD_OFFICE: ReadonlySet<string> = new Set(['.doc', '.xls', '.wps', '.et']);

/** Format by a file's extension, or undefined. */
export const formatOfName = (file: string): Format | undefined => EXTENSIONS[extname(file).toLowerCase()];

const startsWith = (bytes: Buffer, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** A PDF reader looks for the mark in the first 1,024 bytes (ISO 32000-1, annex H, note 13). */
const PDF_WITHIN = 1024;

/** What the bytes are: a format with a signature of its own, HTML, or some other text. */
type Content = 'pdf' | 'zip' | 'ole' | 'html' | 'text';

function contentOf(bytes: Buffer): Content {
  if (startsWith(bytes, ZIP)) return 'zip';
  if (startsWith(bytes, OLE)) return 'ole';
  const head = bytes.subarray(0, PDF_WITHIN).toString('latin1');
  if (head.includes('%PDF-')) return 'pdf';
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(head)
    ? 'html'
    : 'text';
}

function officeKind(names: ReadonlySet<string>): Format | undefined {
  if (names.has('word/document.xml')) return 'docx';
  return names.has('xl/workbook.xml') ? 'xlsx' : undefined;
}

export interface Sniffed {
  format: Format;
  macros: boolean;
}

/**
 * The format of a file, its extension and content agreeing; archives are proved safe on the way.
 * @throws {Refused} when they differ, or what `inspectZip` refuses.
 */
export function sniff(file: string, bytes: Buffer, limits: Limits): Sniffed {
  if (bytes.length === 0) throw new Refused('empty');
  const extension = extname(file).toLowerCase();
  const content = contentOf(bytes);
  if (content === 'ole') {
    // A document with a password is an OLE container with this stream ([MS-OFFCRYPTO] 2.3.4.4).
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new Refused('encrypted');
    throw new Refused('legacy_office');
  }
  if (OLD_OFFICE.has(extension)) throw new Refused('wrong_content', `${extension} ≠ ${content}`);
  const format = formatOfName(file);
  if (format === undefined) throw new Refused('unknown_format', extension);
  const differ = (found: string) => new Refused('wrong_content', `${extension} ≠ ${found}`);
  if (content === 'zip') {
    if (format !== 'docx' && format !== 'xlsx') throw differ('zip');
    const names = inspectZip(bytes, limits);
    const kind = officeKind(names);
    if (kind !== format) throw differ(kind ?? 'zip');
    return { format, macros: [...names].some((name) => /vbaProject\.bin$/i.test(name)) };
  }
  const expected = format === 'pdf' || format === 'html' ? format : 'text';
  if (format === 'docx' || format === 'xlsx') throw differ(content);
  // A page may begin with any tag; whether it is HTML at all shows when it is parsed.
  if (content !== expected && !(format === 'html' && content === 'text')) throw differ(content);
  return { format, macros: false };
}
