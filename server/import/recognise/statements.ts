import type { ColumnMap, Slot } from '../types.ts';
import type { Block, Value } from './blocks.ts';
import { plainLabel, slotOf, withoutNumbering } from './labels.ts';

/** What the source says under one label. */
export interface Statement {
  slot: Slot;
  /** The label as the source writes it; empty for text under no label. */
  label: string;
  lines: string[];
  tables: string[][][];
}

/** Longer than this it is a sentence with a colon, not a label. */
const LONGEST_LABEL = 40;

/** Longer than this a first line is no name of a service. */
const LONGEST_TITLE = 60;

const statement = (
  slot: Slot,
  label: string,
  lines: string[] = [],
  tables: string[][][] = [],
): Statement => ({
  slot,
  label: label.trim(),
  lines: lines.map((line) => line.trim()).filter((line) => line !== ''),
  tables,
});

const nonEmpty = (texts: readonly string[]) => texts.map((text) => text.trim()).filter((text) => text !== '');

/** `label：value`, `【label】value` or a known label, a gap, a value (as lines of a PDF come); the label must be known. */
function labelled(line: string): { slot: Slot; label: string; value: string } | undefined {
  const bracketed = /^\s*[【[]([^】\]]{1,40})[】\]]\s*[:：]?\s*(.*)$/s.exec(line);
  const colon = /^([^：:]{1,40})[：:]\s*(.*)$/s.exec(line);
  const gap = /^(\S(?:.{0,38}?\S)?)(?:\t|\s{2,}|\u3000)\s*(.+)$/s.exec(line);
  for (const match of [bracketed, colon, gap]) {
    const [, label = '', value = ''] = match ?? [];
    const slot = label === '' ? undefined : slotOf(label);
    if (slot !== undefined && slot !== 'text') return { slot, label, value };
  }
  return undefined;
}

/** A line that is nothing but a known label. */
function bareLabel(line: string): Slot | undefined {
  if (line.length > LONGEST_LABEL) return undefined;
  const slot = slotOf(line);
  return slot === 'text' || slot === 'id' ? undefined : slot;
}

/** `label：value` with a label that is not known, kept under its own name. */
function strange(line: string): { label: string; value: string } | undefined {
  const [, label = '', value = ''] = /^([^：:，。；,;\d]{2,12})[：:]\s*(\S.*)$/s.exec(line) ?? [];
  return label === '' || /^https?$/i.test(label) ? undefined : { label: withoutNumbering(label), value };
}

/** Fields whose text goes on over many lines, so that a line with a colon still belongs to them. */
const LONG: ReadonlySet<Slot> = new Set([
  'conditions',
  'materials',
  'steps',
  'legal_basis',
  'summary',
  'fees',
  'locations',
  'other',
]);

/** Rows of two or four cells that pair known labels with values; undefined when the table is of another kind. */
function pairs(rows: readonly string[][]): { label: string; value: string }[] | undefined {
  const found: { label: string; value: string }[] = [];
  let known = 0;
  for (const row of rows) {
    const cells = nonEmpty(row);
    if (cells.length === 0) continue;
    if (cells.length === 1 || cells.length % 2 === 1) {
      found.push({ label: '', value: cells.join(' ') });
      continue;
    }
    for (let i = 0; i < cells.length; i += 2) {
      const label = cells[i] ?? '';
      if (bareLabel(label) !== undefined) known += 1;
      found.push({ label, value: cells[i + 1] ?? '' });
    }
  }
  const labels = found.filter(({ label }) => label !== '').length;
  return known >= 1 && known * 2 >= labels ? found : undefined;
}

/** Field that a table with a head row holds, by the words in its head. */
function tableSlot(head: readonly string[]): Slot | undefined {
  const words = head.map(plainLabel);
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (has(/^(?:申请|申报|所需)?材料(?:名称)?$|^(?:document|material)s?(?: name)?$/)) return 'materials';
  if (has(/^(?:办理)?(?:环节|步骤)(?:名称)?$|^steps?(?: name)?$/)) return 'steps';
  if (has(/^收费(?:项目|标准)(?:名称)?$|^fees?(?: name)?$/)) return 'fees';
  if (
    has(/^(?:办理|受理)?(?:地点|地址|网点|窗口|大厅)(?:名称)?$|^(?:address|location|place)$/) &&
    words.length > 1
  )
    return 'locations';
  return undefined;
}

function* fromTable(rows: string[][], current: Statement | undefined): Generator<Statement> {
  const head = rows[0] ?? [];
  // Under its own heading a table belongs to it, whatever its columns are called.
  const own = current !== undefined && (['materials', 'steps', 'fees'] as Slot[]).includes(current.slot);
  const slot = nonEmpty(head).length > 1 ? tableSlot(head) : undefined;
  if (slot !== undefined || own) {
    yield statement(slot ?? current?.slot ?? 'other', current?.label ?? '', [], [rows]);
    return;
  }
  const found = pairs(rows);
  if (found === undefined) {
    yield statement('other', current?.label ?? '', [], [rows]);
    return;
  }
  let last: Statement | undefined;
  for (const { label, value } of found) {
    if (label === '' && last !== undefined) last.lines.push(...nonEmpty(value.split('\n')));
    else if (label === '') yield statement('other', '', [value]);
    else {
      if (last) yield last;
      last = statement(bareLabel(label) ?? 'other', label, value.split('\n'));
    }
  }
  if (last) yield last;
}

/**
 * Cuts a document at its labels: headings, `label：value` lines and two-column tables. Text before the first label
 * and under headings that are no label is kept as `other`, under its heading.
 * @param titled whether a short first line without a label is the name of the service.
 */
export function statementsOfDocument(blocks: readonly Block[], titled = true): Statement[] {
  const found: Statement[] = [];
  let current: Statement | undefined;
  const begin = (next: Statement) => {
    current = next;
    found.push(next);
  };
  const addLine = (line: string) => {
    const text = line.trim();
    if (text === '') return;
    const known = labelled(text);
    const bare = known ? undefined : bareLabel(text);
    if (known) begin(statement(known.slot, withoutNumbering(known.label), [known.value]));
    else if (bare !== undefined) begin(statement(bare, withoutNumbering(text)));
    else if (titled && found.length === 0 && text.length <= LONGEST_TITLE && !/[。：:，,；;]/.test(text))
      begin(statement('name', '', [text]));
    else if (current && (LONG.has(current.slot) || current.lines.length === 0)) current.lines.push(text);
    else {
      const other = strange(text);
      begin(other ? statement('other', other.label, [other.value]) : statement('other', '', [text]));
    }
  };
  for (const block of blocks)
    if (block.kind === 'heading') {
      const known = labelled(block.text);
      const slot = bareLabel(block.text);
      if (known && known.value !== '')
        begin(statement(known.slot, withoutNumbering(known.label), [known.value]));
      else if (slot !== undefined) begin(statement(slot, withoutNumbering(block.text)));
      else if (!found.some((each) => each.slot === 'name') && (block.level === 1 || found.length === 0))
        begin(statement('name', '', [block.text]));
      else begin(statement('other', withoutNumbering(block.text)));
    } else if (block.kind === 'text') block.text.split('\n').forEach(addLine);
    else if (block.kind === 'table') {
      for (const each of fromTable(block.rows, current)) begin(each);
      current = undefined;
    } else
      block.items.forEach((item, index) => {
        const [term = '', ...definition] = item.split('\n');
        if (definition.length > 0 && bareLabel(term) !== undefined) {
          item.split('\n').forEach(addLine);
          return;
        }
        addLine(block.ordered && labelled(item) === undefined ? `${index + 1}. ${item}` : item);
      });
  return found;
}

/** Statements of a record: one per named value, running text cut at its labels. */
export function statementsOfRecord(
  entries: readonly { key: string; value: Value }[],
  columns: ColumnMap['columns'],
): Statement[] {
  return entries.flatMap(({ key, value }) => {
    const slot = (Object.hasOwn(columns, key) ? columns[key] : slotOf(key)) ?? 'other';
    if (slot === 'ignore') return [];
    if ('rows' in value) return [statement(slot, key, [], [value.rows])];
    if (value.text.trim() === '') return [];
    if (slot === 'text') return statementsOfDocument([{ kind: 'text', text: value.text }], false);
    return [statement(slot, key, value.text.split('\n'))];
  });
}
