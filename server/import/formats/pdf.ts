import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Block, Source } from '../recognise/blocks.ts';
import { slotOf, withoutNumbering } from '../recognise/labels.ts';
import { Refused } from '../refuse.ts';
import type { Limits } from '../types.ts';

const PACKAGE = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')));
/** Fewer characters a page than this are a page number or a stamp, not a guide. */
const TEXT_A_PAGE = 20;
/** Gap between two pieces of a line that starts a new cell, and one that is a space, in heights of the letters. */
const CELL_GAP = 1.5;
const WORD_GAP = 0.2;

interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Line {
  cells: string[];
  /** Where the last cell begins and ends, from the left. */
  left: number;
  right: number;
}

/** Pieces of a page as lines from top to bottom, each cut into cells at wide gaps. */
function linesOf(pieces: readonly Piece[]): Line[] {
  const sorted = [...pieces].sort((a, b) => b.y - a.y || a.x - b.x);
  const rows: Piece[][] = [];
  for (const piece of sorted) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row && first && Math.abs(first.y - piece.y) < Math.max(first.height, piece.height) / 2)
      row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => {
    const cells: string[] = [];
    let end: number | undefined;
    let left = 0;
    for (const { text, x, width, height } of row.sort((a, b) => a.x - b.x)) {
      const gap = end === undefined ? Number.POSITIVE_INFINITY : (x - end) / Math.max(1, height);
      if (gap > CELL_GAP) {
        cells.push(text);
        left = x;
      } else cells.push(`${cells.pop() ?? ''}${gap > WORD_GAP ? ' ' : ''}${text}`);
      end = x + width;
    }
    return { cells: cells.map((cell) => cell.trim()).filter((cell) => cell !== ''), left, right: end ?? 0 };
  });
}

const startsAnew = (text: string) =>
  withoutNumbering(text) !== text || /^.{1,20}[：:]/.test(text) || slotOf(text) !== undefined;

/** Points by which the left edges of one column may differ. */
const SAME_EDGE = 3;

const joined = (before: string, after: string) =>
  /[\p{Script=Han}，。；、：）]$/u.test(before) || /^\p{Script=Han}/u.test(after)
    ? `${before}${after}`
    : `${before} ${after}`;

/**
 * Lines as blocks: rows of three and more cells are tables; a line goes on in the next when it reaches the margin, or
 * when it is a value beside its label and the next stands under the value.
 */
function blocksOf(lines: readonly Line[]): Block[] {
  const margin = Math.max(0, ...lines.map(({ right }) => right)) * 0.93;
  const blocks: Block[] = [];
  let before: Line | undefined;
  let valueEdge: number | undefined;
  for (const line of lines) {
    const { cells, left, right } = line;
    const last = blocks.at(-1);
    const text = cells.join('\t');
    if (text === '') continue;
    if (cells.length >= 3) {
      if (last?.kind === 'table' && last.rows[0]?.length === cells.length) last.rows.push(cells);
      else blocks.push({ kind: 'table', rows: [cells] });
      before = undefined;
      valueEdge = undefined;
      continue;
    }
    if (cells.length === 2) valueEdge = left;
    const underValue =
      cells.length === 1 && valueEdge !== undefined && Math.abs(left - valueEdge) < SAME_EDGE;
    const wrapped = cells.length === 1 && before !== undefined && before.right >= margin && !startsAnew(text);
    if (last?.kind === 'text' && before !== undefined && underValue)
      last.text = startsAnew(text) ? `${last.text}\n${text}` : joined(last.text, text);
    else if (last?.kind === 'text' && wrapped) last.text = joined(last.text, text);
    else {
      blocks.push({ kind: 'text', text });
      if (cells.length === 1) valueEdge = undefined;
    }
    before = { cells, left, right };
  }
  return blocks;
}

/**
 * A PDF as a document, from its text layer.
 * @throws {Refused} `encrypted`, `scanned`, `too_many_pages` or `broken`.
 */
export async function readPdf(bytes: Buffer, limits: Limits): Promise<Source[]> {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${join(PACKAGE, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(PACKAGE, 'standard_fonts')}/`,
    disableFontFace: true,
    isEvalSupported: false,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > limits.pages)
      throw new Refused('too_many_pages', `${document.numPages} > ${limits.pages}`);
    const lines: Line[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item): Piece[] =>
        'str' in item && item.str.trim() !== ''
          ? [
              {
                text: item.str,
                x: Number(item.transform[4]),
                y: Number(item.transform[5]),
                width: item.width,
                height: item.height || Math.abs(Number(item.transform[3])),
              },
            ]
          : [],
      );
      lines.push(...linesOf(pieces));
      page.cleanup();
    }
    const characters = lines.reduce((sum, { cells }) => sum + cells.join('').replace(/\s/g, '').length, 0);
    if (characters < TEXT_A_PAGE * document.numPages)
      throw new Refused('scanned', `${characters} / ${document.numPages}`);
    return [{ kind: 'document', line: 1, blocks: blocksOf(lines) }];
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof Error && error.name === 'PasswordException') throw new Refused('encrypted');
    throw new Refused('broken', error instanceof Error ? error.name : 'PDF');
  } finally {
    await loading.destroy();
  }
}
