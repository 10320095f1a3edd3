import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Source } from '../recognise/blocks.ts';
import { Refused } from '../refuse.ts';
import type { ColumnMap } from '../types.ts';
import { noColumns, type Row, recordsOf } from './rows.ts';

/** What csv-parse gives with `info`, which its types leave out. */
const Parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

/** The sign that parts most cells of the first line. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const counted = [',', '\t', ';', '，'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}

/** A CSV file, one service a row. Cells are text and nothing else: "=1+1" stays "=1+1". */
export function readCsv(text: string, columns: ColumnMap['columns']): Source[] {
  let rows: Row[];
  try {
    const options = { relax_column_count: true, skip_empty_lines: true, info: true };
    const parsed = Parsed.parse(parse(text, { ...options, delimiter: delimiterOf(text) }));
    rows = parsed.map(({ record, info }, index) => ({
      // `info.lines` is the line on which a record ends; the next one begins after it.
      line: index === 0 ? 1 : (parsed[index - 1]?.info.lines ?? info.lines - 1) + 1,
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refused('broken', error.code, { line: Number(error.lines ?? 1) });
  }
  const found = recordsOf(rows, columns);
  if (found === undefined) throw noColumns(rows);
  return found;
}
