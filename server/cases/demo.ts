import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transaction } from 'kysely';
import type { CaseState } from '#protocol/index.ts';
import type { Database, Secret, Store } from '#server/store/index.ts';
import { chinaCalendar } from './calendar/index.ts';
import { dayOf, momentOn } from './days.ts';
import { type Ask, advanceCase, type Submission, submitCase } from './records.ts';
import { demoTexts } from './texts/demo.ts';
import { dueAt, workdaysBefore } from './workdays.ts';

/** What opens a demonstration case. Known only when it is made: the database keeps digests. */
export interface DemoCase {
  receipt: string;
  idLast4: string;
  /** Name of the service in both languages. */
  service: string;
  state: CaseState;
}

export interface DemoDeps {
  store: Store;
  secret: Secret;
  now: () => Date;
  /** Unpredictable random bytes. */
  random: (bytes: number) => Uint8Array;
  /** Where `demo-cases.txt` goes. */
  dataDir: string;
}

/** Working days that the citizen has for handing in what is missing. */
const SUPPLEMENT_WORKDAYS = 10;

const MINUTE_MS = 60_000;

interface DemoStory extends Omit<Submission, 'idLast4'> {
  steps: { to: CaseState; at: Date; asks?: Ask[] }[];
}

/**
 * Puts five cases in different states into a database that holds no case, and writes what opens them to
 * `<dataDir>/demo-cases.txt`, readable by the owner only.
 *
 * @returns the cases, or nothing when the database already holds some.
 */
export async function seedDemoCases({ store, secret, now, random, dataDir }: DemoDeps): Promise<DemoCase[]> {
  return store.db.transaction().execute(async (db) => {
    const any = await db.selectFrom('service_case').select('id').limit(1).executeTakeFirst();
    if (any !== undefined) return [];
    const cases: DemoCase[] = [];
    for (const story of stories(now())) cases.push(await tell(db, { secret, random }, story));
    // Before the commit: were the file to fail, the next start would try again.
    await writeFile(join(dataDir, 'demo-cases.txt'), listing(cases), { mode: 0o600 });
    return cases;
  });
}

async function tell(
  db: Transaction<Database>,
  deps: Pick<DemoDeps, 'secret' | 'random'>,
  { steps, ...submission }: DemoStory,
): Promise<DemoCase> {
  const idLast4 = randomIdLast4(deps.random);
  const { id, receipt } = await submitCase(db, deps, { ...submission, idLast4 });
  for (const { to, at, asks } of steps) await advanceCase(db, id, to, at, asks);
  const { zh, en } = submission.service;
  return { receipt, idLast4, service: `${zh} · ${en}`, state: steps.at(-1)?.to ?? 'submitted' };
}

/** Three digits and a check character, which on real ID cards is X once in eleven. */
function randomIdLast4(random: DemoDeps['random']): string {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  return `${a % 10}${b % 10}${c % 10}${'0123456789X'.charAt(d % 11)}`;
}

function listing(cases: readonly DemoCase[]): string {
  const lines = cases.map(
    ({ receipt, idLast4, service, state }) => `${receipt}  ${idLast4}  ${service} (${state})`,
  );
  return `${[...demoTexts.heading, '', ...lines].join('\n')}\n`;
}

/** The five cases as they would stand on the day of `now`; names and limits are those of their guides. */
function stories(now: Date): DemoStory[] {
  const before = (workdays: number, hour: number, minute: number) =>
    momentOn(workdaysBefore(chinaCalendar, dayOf(now), workdays), hour, minute);
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);
  const asks = (texts: readonly Omit<Ask, 'due'>[], due: Date | null) =>
    texts.map((text) => ({ ...text, due }));
  const { services } = demoTexts;
  const supplementAsked = before(2, 10, 20);
  return [
    {
      guide: 'residence-permit',
      service: services.residencePermit,
      promisedWorkdays: 7,
      at: before(4, 9, 42),
      steps: [
        { to: 'accepted', at: before(4, 14, 5) },
        { to: 'in_review', at: before(3, 8, 50) },
      ],
    },
    {
      guide: 'newborn-one-thing',
      service: services.newborn,
      promisedWorkdays: 15,
      at: before(3, 16, 31),
      steps: [
        {
          to: 'supplement_requested',
          at: supplementAsked,
          asks: asks(demoTexts.supplements, dueAt(chinaCalendar, supplementAsked, SUPPLEMENT_WORKDAYS)),
        },
      ],
    },
    {
      guide: 'id-card-renewal',
      service: services.idCard,
      promisedWorkdays: 15,
      at: before(14, 10, 12),
      steps: [
        { to: 'accepted', at: before(14, 10, 30) },
        { to: 'in_review', at: before(13, 9, 5) },
        { to: 'approved', at: before(1, 15, 40), asks: asks(demoTexts.pickUp, null) },
      ],
    },
    {
      guide: 'company-one-thing',
      service: services.company,
      promisedWorkdays: 1,
      at: ago(150),
      steps: [{ to: 'accepted', at: ago(25) }],
    },
    {
      guide: 'no-criminal-record',
      service: services.noCriminalRecord,
      promisedWorkdays: 1,
      at: before(9, 11, 3),
      steps: [
        { to: 'accepted', at: before(9, 11, 20) },
        { to: 'in_review', at: before(9, 13, 40) },
        { to: 'approved', at: before(8, 16, 15) },
        { to: 'delivered', at: before(7, 10, 48) },
      ],
    },
  ];
}
