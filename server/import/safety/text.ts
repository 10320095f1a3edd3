import { Refused } from '../refuse.ts';

/** Share of two-byte characters that must be everyday Chinese or its punctuation for a text to pass as GB18030. */
const GB_PLAUSIBLE = 0.7;

/**
 * How much of the bytes reads as everyday simplified Chinese: rows 16–55 (the 3,755 common characters) and 1–9 (signs)
 * of GB 2312. Running Chinese is near 1; Big5, Shift JIS and Latin-1 bytes, which GB18030 also accepts, are far below.
 */
function everydayShare(bytes: Uint8Array): number {
  let pairs = 0;
  let everyday = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1] ?? 0;
    pairs += 1;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa9))) everyday += 1;
    i += 1;
  }
  return pairs === 0 ? 0 : everyday / pairs;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Bytes of a text file as text with `\n` line ends: by byte order mark, else UTF-8, else GB18030 where that reads as
 * Chinese.
 * @throws {Refused} `bad_encoding` for anything else, and for text with NUL characters.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = marked
    ? decode(bytes, bytes[0] === 0xff ? 'utf-16le' : 'utf-16be')
    : (decode(bytes, 'utf-8') ??
      (everydayShare(bytes) >= GB_PLAUSIBLE ? decode(bytes, 'gb18030') : undefined));
  if (text === undefined) throw new Refused('bad_encoding');
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new Refused('bad_encoding', 'NUL', { line: text.slice(0, nul).split('\n').length });
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
