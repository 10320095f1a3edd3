import readWorkbook from 'read-excel-file/node';
import type { Source } from '../recognise/blocks.ts';
import { Refused } from '../refuse.ts';
import type { ColumnMap } from '../types.ts';
import { noColumns, type Row, recordsOf } from './rows.ts';

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).replace(/\r\n?/g, '\n');
}

/** Whether a sheet is one service, labels beside values, instead of one service a row. */
const looksPaired = (rows: readonly Row[]) =>
  rows.length > 1 && rows.every(({ cells }) => cells.filter((cell) => cell !== '').length <= 4);

/** An XLSX file: sheets of one service a row, or of one service with labels beside values. Formulas give their last value. */
export async function readXlsx(bytes: Buffer, columns: ColumnMap['columns']): Promise<Source[]> {
  let sheets: { sheet: string; data: unknown[][] }[];
  try {
    sheets = await readWorkbook(bytes);
  } catch (error) {
    throw new Refused('broken', error instanceof Error ? error.message.slice(0, 200) : 'XLSX');
  }
  const found: Source[] = [];
  let unknown: Row[] | undefined;
  for (const { data } of sheets) {
    const rows = data.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
    const records = recordsOf(rows, columns);
    if (records) found.push(...records);
    else if (looksPaired(rows))
      found.push({
        kind: 'document',
        line: 1,
        blocks: [{ kind: 'table', rows: rows.map(({ cells }) => cells) }],
      });
    else if (rows.length > 0) unknown ??= rows;
  }
  if (found.length === 0) throw unknown ? noColumns(unknown) : new Refused('empty');
  return found;
}
