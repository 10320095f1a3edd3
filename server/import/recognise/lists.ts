import type { GuideDraft } from '../draft.ts';
import { given } from '../given.ts';
import { itemsOf } from './items.ts';
import { plainLabel } from './labels.ts';
import type { Statement } from './statements.ts';
import { oneAmount, saysFree, saysNone, tellsHours, timeLimit, yesNo } from './values.ts';

type List<K extends 'materials' | 'steps' | 'fees' | 'locations' | 'legal_basis' | 'conditions'> =
  NonNullable<GuideDraft[K]>;

/** Rows under a head as maps from plain column name to text; rows without any text are left out. */
function records(rows: readonly string[][]): Map<string, string>[] {
  const [head = [], ...body] = rows;
  const columns = head.map(plainLabel);
  return body
    .map((row) => new Map(columns.map((column, index) => [column, (row[index] ?? '').trim()])))
    .filter((record) => [...record.values()].some((text) => text !== ''));
}

/** Text of the first column whose name fits; undefined when there is none or it is empty or says "无". */
function cell(record: ReadonlyMap<string, string>, name: RegExp): string | undefined {
  for (const [column, text] of record)
    if (name.test(column) && text !== '' && !saysNone(text)) return text.replace(/\s*\n\s*/g, ' ');
  return undefined;
}

const count = (text: string | undefined): number | undefined => {
  const [digits] = /\d+/.exec(text?.normalize('NFKC') ?? '') ?? [];
  const n = digits === undefined ? undefined : Number(digits);
  return n !== undefined && n <= 10 ? n : undefined;
};

const counted = (text: string, what: RegExp) => {
  const [, digits] =
    new RegExp(`(?:${what.source})[^\\d，,；;、]{0,4}(\\d+)\\s*[份张套]?`, 'i').exec(text) ?? [];
  return count(digits);
};

function materialSource(
  text: string | undefined,
): 'applicant' | 'shared-data' | 'issued-on-site' | undefined {
  if (text === undefined) return undefined;
  if (/共享|免提交|系统核验|部门间核查|shared/i.test(text)) return 'shared-data';
  if (/现场(?:填写|办理|出具)|窗口(?:提供|出具|填写)|on site/i.test(text)) return 'issued-on-site';
  return /申请人|自备|本人|applicant/i.test(text) ? 'applicant' : undefined;
}

function materialOfRow(
  record: ReadonlyMap<string, string>,
  id: string,
): List<'materials'>[number] | undefined {
  const name = cell(
    record,
    /^(?:(?:申请|申报|所需)?材料(?:名称)?|名称|资料名称|(?:document|material)s?(?: name)?|name)$/,
  );
  if (name === undefined) return undefined;
  const need = cell(record, /必要性|是否必[须需要]|必需|required/);
  const required =
    need === undefined ? undefined : /非必要|非必须|非必需|容缺|optional/i.test(need) ? false : yesNo(need);
  const form = cell(record, /材料类型|材料形式|类型|form|type/) ?? '';
  const copiesSaid = count(cell(record, /复印件/));
  const originalsSaid = count(cell(record, /原件/));
  const pieces = count(cell(record, /份数|数量|份|copies|number/));
  const copyOnly = /复印件|copy/i.test(form) && !/原件|original/i.test(form);
  const originalOnly = /原件|original/i.test(form) && !/复印件|copy/i.test(form);
  const deferrable = cell(record, /容缺|后补|deferr/);
  return {
    id,
    name,
    ...given({
      required,
      originals: originalsSaid ?? (originalOnly ? pieces : undefined),
      copies: copiesSaid ?? (copyOnly ? pieces : undefined),
      source: materialSource(cell(record, /来源|渠道|source/)),
      deferrable: deferrable === undefined ? undefined : yesNo(deferrable),
      notes: cell(record, /说明|须知|要求|备注|notes?|remarks?/),
      when: cell(record, /情形|条件|when/),
    }),
  };
}

export function materialsOf(statements: readonly Statement[]): List<'materials'> | undefined {
  const found: List<'materials'> = [];
  const nextId = () => `m${found.length + 1}`;
  for (const { lines, tables } of statements) {
    for (const row of tables.flatMap(records)) {
      const material = materialOfRow(row, nextId());
      if (material) found.push(material);
    }
    const items = itemsOf(lines);
    const names = items.length === 1 ? (items[0] ?? '').split(/[、；;](?![^（(]*[)）])/) : items;
    for (const item of names.map((name) => name.trim())) {
      if (item === '' || saysNone(item) || /^(?:无需|不需要|无须)/.test(item) || /[：:]$/.test(item))
        continue;
      const [, name = item, rest = ''] =
        /^(.{2,60}?)[：:，,（(]?\s*((?:原件|复印件|originals?|copy|copies).*)$/i.exec(item) ?? [];
      found.push({
        id: nextId(),
        name: name.trim(),
        ...given({
          originals: counted(rest, /原件|originals?/),
          copies: counted(rest, /复印件|cop(?:y|ies)/),
          notes: rest === '' ? undefined : rest.replace(/[)）]$/, ''),
        }),
      });
    }
  }
  return found.length === 0 ? undefined : found;
}

export function stepsOf(statements: readonly Statement[]): List<'steps'> | undefined {
  const found: List<'steps'> = [];
  const add = (step: Omit<List<'steps'>[number], 'id'>) =>
    found.push({ id: `s${found.length + 1}`, ...step });
  for (const { lines, tables } of statements) {
    for (const row of tables.flatMap(records)) {
      const name = cell(row, /^(?:办理)?(?:环节|步骤)(?:名称)?$|^steps?(?: name)?$|^name$/);
      const text = cell(row, /内容|标准|说明|描述|要求|结果|what|text|description/) ?? name;
      if (text === undefined) continue;
      const limit = timeLimit(cell(row, /时限|期限|时间|limit|time/) ?? '');
      add({ text, ...given({ name, by: cell(row, /人员|责任人|部门|岗位|主体|by|who/), limit }) });
    }
    const items = itemsOf(lines);
    const [only = ''] = items;
    const stages =
      items.length === 1
        ? only.split(/\s*(?:→|➜|—+>|-+>|=>|—{1,2}|>)\s*/).filter((part) => part !== '')
        : items;
    for (const item of stages) {
      if (saysNone(item)) continue;
      const [, name, text = ''] = /^([^：:。，,]{2,12})[：:]\s*(\S.*)$/s.exec(item) ?? [];
      if (name !== undefined) add({ name, text });
      else if (item.length <= 8) add({ name: item, text: item });
      else add({ text: item });
    }
  }
  return found.length === 0 ? undefined : found;
}

export function feesOf(
  statements: readonly Statement[],
  free: boolean | undefined,
  basis: string | undefined,
  waiver: string | undefined,
): List<'fees'> | undefined {
  const found: List<'fees'> = [];
  for (const { lines, tables } of statements) {
    for (const row of tables.flatMap(records)) {
      const name = cell(row, /项目|名称|name|fee/);
      const said = cell(row, /标准|金额|amount|rate|价格/);
      const amount =
        said === undefined
          ? undefined
          : (oneAmount(said) ??
            (/^\d+(?:\.\d{1,2})?$/.test(said) ? Math.round(Number(said) * 100) : undefined));
      const own = cell(row, /依据|basis/);
      if (name !== undefined || said !== undefined)
        found.push(
          given({
            name,
            amount: amount ?? null,
            basis: own ?? basis,
            waiver: cell(row, /减免|waiver/) ?? waiver,
            notes: amount === undefined ? said : undefined,
          }),
        );
    }
    const text = lines.join('\n').trim();
    if (text === '' || saysNone(text) || saysFree(text) !== undefined) continue;
    const amount = oneAmount(text);
    found.push(given({ amount: amount ?? null, basis, waiver, notes: text.replace(/\s*\n\s*/g, ' ') }));
  }
  if (found.length > 0) return found;
  const said = statements.map(({ lines }) => saysFree(lines.join(' ')));
  return free === true || (free === undefined && said.includes(true)) ? [] : undefined;
}

/** Places without a counter: an address such as "无线下办理窗口". */
const noPlace = (text: string) =>
  saysNone(text) || /^(?:无|没有|不设)[^，,]{0,6}(?:窗口|地点|场所)[。.]?$/.test(text);

/** How to get there, which belongs to the address before it. */
const WAY_THERE = /^(?:交通|乘车|公交|地铁|邮编|邮政编码)/;

/** Sites print the label again inside its own value. */
const withoutRepeat = (text: string) =>
  text.replace(/^(?:(?:办理|受理|办事)?(?:地点|地址)|窗口地址|location|address)\s*[:：]\s*/i, '').trim();

export function locationsOf(
  statements: readonly Statement[],
  name: string | undefined,
  hours: string | undefined,
  phone: string | undefined,
): List<'locations'> | undefined {
  const found: List<'locations'> = [];
  for (const { lines, tables } of statements) {
    for (const row of tables.flatMap(records)) {
      const place = given({
        name: cell(row, /名称|网点|大厅|窗口$|地点$|^name$|place/),
        address: cell(row, /地址|address|location/),
        hours: cell(row, /时间|hours/),
        phone: cell(row, /电话|phone/),
      });
      if (Object.keys(place).length > 0) found.push(place);
    }
    for (const item of itemsOf(lines).map(withoutRepeat))
      if (item !== '' && !noPlace(item)) {
        const last = found.at(-1);
        if (last?.address !== undefined && WAY_THERE.test(item)) last.address += `（${item}）`;
        else if (tellsHours(item) && !/[路街道号楼室栋]/.test(item) && last && last.hours === undefined)
          last.hours = item;
        else found.push({ address: item });
      }
  }
  const common = given({ name, hours, phone });
  if (found.length === 0) return Object.keys(common).length === 0 ? undefined : [common];
  return found.map((place) => ({ ...common, ...place }));
}

/** Titles of laws with their article: 《…》 with its number, or the text up to the article. */
export function lawsOf(statements: readonly Statement[]): {
  laws: List<'legal_basis'> | undefined;
  rest: string[];
} {
  const laws: List<'legal_basis'> = [];
  const rest: string[] = [];
  const add = (title: string, article: string | undefined) => {
    if (!laws.some((law) => law.title === title && law.article === article))
      laws.push({ title, ...given({ article }) });
  };
  for (const { lines, tables } of statements) {
    for (const row of tables.flatMap(records)) {
      const title = cell(row, /名称|依据|法律|title|law/);
      if (title !== undefined) add(title, cell(row, /条款|条|article/));
    }
    for (const item of itemsOf(lines)) {
      if (saysNone(item)) continue;
      const named = [
        ...item.matchAll(
          /(《[^》]{2,120}》(?:\s*[（(][^）)]{2,60}[)）])?)[^《》第]{0,8}(第[一二三四五六七八九十百零〇\d]+条(?:第?[一二三四五六七八九十\d]+款)?)?/g,
        ),
      ];
      const [first] = named;
      if (first?.[1] !== undefined) {
        add(first[1].trim(), first[2]);
        // A quotation of the law is worth keeping; the titles alone are not said twice.
        if (item.length > first[0].length + 12) rest.push(item);
      } else if (item.length <= 120) {
        const [, title = item, article] =
          /^(.{4,100}?),?\s+((?:Article|Section|art\.)\s*\d+\w*)\s*\.?$/i.exec(item) ?? [];
        add(title.replace(/[.。]$/, ''), article);
      } else rest.push(item);
    }
  }
  return { laws: laws.length === 0 ? undefined : laws, rest };
}

export function conditionsOf(statements: readonly Statement[]): List<'conditions'> | undefined {
  const texts = statements.flatMap(({ lines, tables }) => [
    ...itemsOf(lines),
    ...tables.flatMap((rows) => rows.map((row) => row.filter((text) => text.trim() !== '').join(' '))),
  ]);
  const said = texts.filter((text) => text.trim() !== '' && !/^[-/—]+$/.test(text));
  return said.length === 0 ? undefined : said.map((text, index) => ({ id: `c${index + 1}`, text }));
}
