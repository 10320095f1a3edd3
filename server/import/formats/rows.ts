import type { Source } from '../recognise/blocks.ts';
import { slotOf } from '../recognise/labels.ts';
import { Refused } from '../refuse.ts';
import { refuseUnsafeKey } from '../safety/structure.ts';
import type { ColumnMap } from '../types.ts';

/** The head may stand under a title and a remark or two. */
const HEAD_WITHIN = 10;
/** Headers shown when none is known. */
const SHOWN = 8;

export interface Row {
  /** 1-based line or row of the file. */
  line: number;
  cells: string[];
}

const knownOf = (cells: readonly string[], columns: ColumnMap['columns']) =>
  cells.filter((cell) => Object.hasOwn(columns, cell.trim()) || slotOf(cell) !== undefined).length;

/**
 * Rows of a table as records, one a service, by the first row whose cells are known columns.
 * @returns undefined when no row is a head with a column for the name or for running text.
 * @throws {Refused} `unsafe_key`.
 */
export function recordsOf(rows: readonly Row[], columns: ColumnMap['columns']): Source[] | undefined {
  const names = (cells: readonly string[]) =>
    cells.some((cell) => {
      const slot = Object.hasOwn(columns, cell.trim()) ? columns[cell.trim()] : slotOf(cell);
      return slot === 'name' || slot === 'text';
    });
  const at = rows
    .slice(0, HEAD_WITHIN)
    .findIndex(
      ({ cells }) =>
        names(cells) && cells.filter((cell) => cell !== '').length > 1 && knownOf(cells, columns) > 1,
    );
  const head = rows[at]?.cells.map((cell) => cell.trim());
  if (head === undefined) return undefined;
  head.forEach(refuseUnsafeKey);
  return rows
    .slice(at + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({
      kind: 'record',
      line,
      entries: head.flatMap((key, index) => {
        const text = (cells[index] ?? '').trim();
        return key === '' || text === '' ? [] : [{ key, value: { text } }];
      }),
    }));
}

export const noColumns = (rows: readonly Row[]) => {
  const first = rows.find(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return new Refused('no_columns', (first?.cells ?? []).slice(0, SHOWN).join(' | ').slice(0, 200), {
    line: first?.line ?? 1,
  });
};
