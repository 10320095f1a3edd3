import {
  type ConversationFigures,
  GROUPS,
  type Group,
  MARKS,
  MAX_CLARIFYING_RUN,
  missed,
  type Rate,
} from './summary.ts';

const RATES = {
  status: 'right status',
  guide: 'right guide',
  aspect: 'right section',
  facts: 'facts demanded',
  cards: 'card expected',
  followUps: 'follow-ups',
  figures: 'figures true',
  precision: 'citation precision',
  recall: 'citation recall',
} as const satisfies Partial<Record<keyof ConversationFigures, string>>;

const percent = ({ share }: Rate) => `${(share * 100).toFixed(1)} %`;
const row = (cells: readonly string[]) =>
  `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(10))).join('')}`;

function printRates(groups: Readonly<Record<Group, ConversationFigures>>): void {
  console.log(row(['', 'mark', ...GROUPS]));
  for (const [name, label] of Object.entries(RATES)) {
    const key = name as keyof typeof RATES;
    const mark = Object.entries(MARKS).find(([each]) => each === key)?.[1];
    console.log(
      row([
        `${label} (${groups.all[key].of})`,
        mark === undefined ? '' : `${mark * 100} %`,
        ...GROUPS.map((group) => percent(groups[group][key])),
      ]),
    );
  }
  console.log(
    row([
      'questions back, each',
      '',
      ...GROUPS.map((group) => groups[group].clarifying.perConversation.toFixed(2)),
    ]),
  );
  console.log(
    row([
      'questions back in a row',
      `${MAX_CLARIFYING_RUN}`,
      ...GROUPS.map((group) => `${groups[group].clarifying.longestRun}`),
    ]),
  );
}

function printConfusion({ confusion }: ConversationFigures): void {
  const expected = Object.keys(confusion).sort();
  const came = [...new Set(expected.flatMap((name) => Object.keys(confusion[name] ?? {})))].sort();
  const short = (name: string) => name.slice(0, 9);
  console.log('  status expected (down) and given (across)');
  console.log(row(['', ...came.map(short)]));
  for (const name of expected)
    console.log(row([name, ...came.map((each) => String(confusion[name]?.[each] ?? '·'))]));
}

export function printConversations(
  groups: Readonly<Record<Group, ConversationFigures>>,
  misses: readonly string[],
): void {
  const { all, dev, heldOut } = groups;
  console.log(`  ${all.conversations} conversations, ${all.turns} turns; half of them held out`);
  printRates(groups);
  for (const [name, figures] of Object.entries({ dev, 'held out': heldOut })) {
    const below = missed(figures);
    console.log(
      `  marks on ${name}: ${below.length === 0 ? 'all reached' : `not reached: ${below.join(', ')}`}`,
    );
  }
  printConfusion(all);
  console.log(
    `  right status by kind of utterance: ${Object.entries(all.routes)
      .map(([name, each]) => `${name} ${percent(each)} of ${each.of}`)
      .join(', ')}`,
  );
  for (const [stage, { p50, p95, p99 }] of Object.entries(all.latencyMs))
    console.log(`  ${stage}, p50 / p95 / p99  ${p50} / ${p95} / ${p99} ms`);
  for (const miss of misses) console.log(`    miss: ${miss}`);
}
