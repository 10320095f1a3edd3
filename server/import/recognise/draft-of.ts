import type { Locale } from '#protocol/index.ts';
import { GuideDraft } from '../draft.ts';
import { given } from '../given.ts';
import { Refused } from '../refuse.ts';
import { IMPORT_TEXTS } from '../texts/index.ts';
import type { Note, NoteCode, Slot } from '../types.ts';
import { bodyOf } from './body.ts';
import { idOf, languageOf } from './identity.ts';
import { conditionsOf, feesOf, lawsOf, locationsOf, materialsOf, stepsOf } from './lists.ts';
import type { Statement } from './statements.ts';
import {
  audiences,
  channels,
  deliveries,
  isoDate,
  lifeEvent,
  namedLimits,
  onlyLimit,
  saysFree,
  saysNone,
  tellsHours,
  timeLimit,
  visits,
  yesNo,
} from './values.ts';

export interface Recognised {
  draft: GuideDraft;
  body: string;
  notes: Note[];
}

export interface Context {
  /** File whose name may serve as id; absent where a file holds many services. */
  file?: string;
  lang?: Locale;
}

/** Statements sorted by slot, handing out values and remembering what could not be used. */
function desk(statements: readonly Statement[]) {
  const rest: Statement[] = [];
  const notes: Note[] = [];
  const all = (slot: Slot) => statements.filter((each) => each.slot === slot);
  const keep = (statement: Statement, code: NoteCode = 'value_unread') => {
    rest.push(statement);
    notes.push({ code, field: statement.slot, detail: statement.lines.join(' ').slice(0, 80) });
  };
  return {
    rest,
    notes,
    all,
    keep,
    /** The text under a label, its lines joined; undefined when it is absent or says that there is none. */
    text(slot: Slot): string | undefined {
      const texts = all(slot)
        .map(({ lines }) => lines.join(' '))
        .filter((text) => text !== '' && !saysNone(text));
      return texts.length === 0 ? undefined : [...new Set(texts)].join('；');
    },
    /** The first value that `read` understands; statements it does not understand are kept in the body. */
    value<T>(slot: Slot, read: (text: string) => T | undefined): T | undefined {
      let found: T | undefined;
      for (const statement of all(slot)) {
        const text = statement.lines.join(' ');
        const value = read(text);
        if (value === undefined && text !== '' && !saysNone(text)) keep(statement);
        found ??= value;
      }
      return found;
    },
  };
}
type Desk = ReturnType<typeof desk>;

const orNone = <T>(list: readonly T[]): T[] | undefined => (list.length === 0 ? undefined : [...list]);
const orAbsent = <T extends object>(object: T): T | undefined =>
  Object.keys(object).length === 0 ? undefined : object;
const parts = (text: string | undefined) =>
  text
    ?.split(/[、，,;；|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function timeLimitOf(on: Desk, lang: Locale): GuideDraft['time_limit'] {
  const notes: string[] = [];
  const note = (statement: Statement) => {
    const text = statement.lines.join(' ');
    notes.push(statement.label === '' ? text : IMPORT_TEXTS[lang].labelled(statement.label, text));
    return text;
  };
  const named = (slot: 'time_limit.legal' | 'time_limit.promised') => {
    for (const statement of on.all(slot)) {
      const text = statement.lines.join(' ');
      if (text === '' || saysNone(text)) continue;
      const whole = timeLimit(text);
      if (whole !== undefined) return whole;
      note(statement);
      const only = onlyLimit(text);
      if (only !== undefined) return only;
    }
    return undefined;
  };
  let legal = named('time_limit.legal');
  let promised = named('time_limit.promised');
  for (const { label, lines } of on.all('locations.hours')) {
    const text = lines.join(' ');
    if (timeLimit(text) === undefined) continue;
    notes.push(IMPORT_TEXTS[lang].limitUnderHours(text, label));
    on.notes.push({ code: 'hours_are_limit', field: 'time_limit', detail: text });
  }
  for (const statement of on.all('time_limit')) {
    const text = statement.lines.join(' ');
    if (text === '' || saysNone(text)) continue;
    const both = namedLimits(text);
    legal ??= both.legal;
    promised ??= both.promised;
    note(statement);
    if (both.legal === undefined && both.promised === undefined)
      on.notes.push({ code: 'limit_unqualified', field: 'time_limit', detail: text.slice(0, 80) });
  }
  for (const { lines } of on.all('time_limit.notes'))
    if (!saysNone(lines.join(' '))) notes.push(lines.join(' '));
  return orAbsent(
    given({ legal, promised, notes: notes.length === 0 ? undefined : [...new Set(notes)].join('；') }),
  );
}

function handlingOf(on: Desk, counter: boolean): GuideDraft['handling'] {
  const said = on.value('handling.channels', (text) => orNone(channels(text)));
  return given({
    channels: said ?? (counter ? ['window' as const] : undefined),
    visits: on.value('handling.visits', visits),
    appointment: on.value('handling.appointment', yesNo),
    express: on.value('handling.express', yesNo),
    // A path of this hall, where no imported guide is handled yet.
    online: null,
    notes: on.text('handling.notes'),
  });
}

function hoursOf(on: Desk): string | undefined {
  const hours: string[] = [];
  for (const statement of on.all('locations.hours')) {
    const text = statement.lines.join('；');
    if (tellsHours(text)) hours.push(text);
    else if (timeLimit(text) === undefined && text !== '' && !saysNone(text)) on.keep(statement);
  }
  return hours.length === 0 ? undefined : hours.join('；');
}

function freeOf(on: Desk): boolean | undefined {
  let free: boolean | undefined;
  for (const statement of on.all('fees.free')) {
    const text = statement.lines.join(' ');
    const said = saysFree(text);
    if (said === undefined && text !== '') on.keep(statement, 'fee_not_said');
    free ??= said;
  }
  return free;
}

/** A title is the service's name and often the words "办事指南" after it. */
function serviceName({ label, lines }: Statement): string {
  const said = lines.join(' ');
  const bare = label === '' ? said.replace(/[（(]?(?:办事|服务|办理)指南[)）]?$/, '').trim() : said;
  return bare === '' ? said : bare;
}

/**
 * The draft of one service from what its source says under each label. Nothing is invented: what the source leaves out
 * is left out, what fits no field stays word for word in the body.
 * @throws {Refused} `no_name`, `bad_id` or `bad_field`.
 */
export function draftOf(statements: readonly Statement[], context: Context): Recognised {
  const on = desk(statements);
  const [name, ...moreNames] = on.all('name').filter(({ lines }) => lines.length > 0);
  if (name === undefined) throw new Refused('no_name', '', { field: 'name' });
  for (const each of moreNames)
    if (each.lines.join() !== name.lines.join()) on.rest.push({ ...each, slot: 'other' });
  const said = on.text('lang');
  const lang =
    said === 'zh' || said === 'en'
      ? said
      : (context.lang ??
        languageOf(statements.flatMap(({ lines, tables }) => [...lines, ...tables.flat(2)]).join(' ')));

  const hours = hoursOf(on);
  const free = freeOf(on);
  const locations = locationsOf(
    on.all('locations'),
    on.text('locations.name'),
    hours,
    on.text('locations.phone'),
  );
  const { laws, rest: quoted } = lawsOf(on.all('legal_basis'));
  const title = serviceName(name);
  const event = parts(on.text('life_event'));
  const candidate = given({
    id: idOf(on.text('id'), title, context.file),
    lang,
    name: title,
    summary: on.text('summary'),
    aliases: parts(on.text('aliases')),
    // “一件事” groups other guides, which only a curator can name.
    kind: /一件事/.test(title) ? undefined : ('item' as const),
    status: 'draft' as const,
    effective: orAbsent(given({ from: on.value('effective.from', isoDate) })),
    authority: orAbsent(given({ name: on.text('authority.name'), joint: parts(on.text('authority.joint')) })),
    audience: on.value('audience', (text) => orNone(audiences(text))),
    life_event: event && lifeEvent(event),
    handling: handlingOf(on, locations?.some(({ address }) => address !== undefined) ?? false),
    time_limit: timeLimitOf(on, lang),
    conditions: conditionsOf(on.all('conditions')),
    materials: materialsOf(on.all('materials')),
    steps: stepsOf(on.all('steps')),
    fees: feesOf(on.all('fees'), free, on.text('fees.basis'), on.text('fees.waiver')),
    result: orAbsent(
      given({
        name: on.text('result.name'),
        delivery: on.value('result.delivery', (text) => orNone(deliveries(text))),
        validity: on.text('result.validity'),
      }),
    ),
    locations,
    contacts: orAbsent(
      given({ consult: on.text('contacts.consult'), complaint: on.text('contacts.complaint') }),
    ),
    legal_basis: laws,
    questions: parts(on.text('questions')),
    source: orAbsent(given({ owner: on.text('source.owner') })),
  });
  if (event && candidate.life_event === undefined) on.rest.push(...on.all('life_event'));
  const [law] = on.all('legal_basis');
  if (law && quoted.length > 0) on.rest.push({ ...law, slot: 'other', lines: quoted, tables: [] });
  on.rest.push(...on.all('other'));

  return { draft: parseDraft(candidate), body: bodyOf(on.rest, lang), notes: on.notes };
}

/** @throws {Refused} `bad_field` naming the first field that is not as it must be. */
export function parseDraft(
  candidate: unknown,
  lineOf: (path: readonly PropertyKey[]) => number = () => 1,
): GuideDraft {
  const parsed = GuideDraft.safeParse(candidate);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...path, ...extra].join('.');
  throw new Refused('bad_field', `${field}: ${issue?.message ?? ''}`, { field, line: lineOf(path) });
}
