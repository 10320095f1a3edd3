import type { SectionTexts } from './types.ts';

const UNITS = { workday: 'working day', day: 'day', hour: 'hour' } as const;
const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

export const en: SectionTexts = {
  titles: {
    summary: 'Overview',
    conditions: 'Who can apply',
    materials: 'What you need',
    steps: 'Steps',
    fees: 'Fees',
    time_limit: 'Processing time',
    locations: 'Where to go',
    handling: 'Ways to apply',
    result: 'What you get',
    contacts: 'Questions and complaints',
    legal_basis: 'Legal basis',
  },
  listComma: ', ',
  sentenceGap: ' ',
  sentence: (text) => (/[.!?;:]$/.test(text) ? text : `${text}.`),
  unstated: 'Not stated in the source.',
  authority: (name, joint) =>
    joint.length === 0 ? `Handled by ${name}.` : `Led by ${name}, handled together with ${joint.join(', ')}.`,
  limit: {
    immediate: 'on the spot',
    count: (n, unit) => counted(n, UNITS[unit]),
  },
  timeLimit: (legal, promised) => `It takes ${legal} at most. We promise to finish within ${promised}.`,
  promisedOnTheSpot: (legal) => `We promise to finish on the spot. It takes ${legal} at most.`,
  alwaysOnTheSpot: 'It is done on the spot, while you wait.',
  money: (yuan) => `${yuan} yuan`,
  free: 'This service is free of charge.',
  feeFree: (name) => `${name}: free of charge.`,
  fee: (name, money) => `${name}: ${money}.`,
  feeNamed: (name) => `${name}.`,
  feeBasis: (basis) => `Set by: ${basis}.`,
  feeWaiver: (waiver) => `Reductions: ${waiver}`,
  amount: {
    originals: (n) => counted(n, 'original'),
    copies: (n) => (n === 1 ? '1 copy' : `${n} copies`),
  },
  material: {
    line: (name, amount) => (amount === '' ? `${name}.` : `${name}: ${amount}.`),
    when: (condition) => `Needed when: ${condition}`,
    optional: 'Bring it if you have it.',
    deferrable: 'You may hand it in later.',
    source: {
      applicant: '',
      'shared-data': 'The office fetches it from shared records, so you need not bring it.',
      'issued-on-site': 'Made at the office; nothing to prepare.',
    },
  },
  step: {
    head: (index, name, by, limit) =>
      limit === null ? `${index}. ${name} (${by}):` : `${index}. ${name} (${by}, ${limit}):`,
  },
  channels: {
    window: 'at the counter',
    web: 'online',
    mobile: 'on the mobile app',
    kiosk: 'at a self-service kiosk',
    post: 'by post',
  },
  handling: {
    channels: (list) => `You can apply ${list}.`,
    visits: (n) =>
      n === 0 ? 'You never need to come in person.' : `You come in person at most ${counted(n, 'time')}.`,
    appointment: 'You can book an appointment.',
    noAppointment: 'No appointment is needed.',
    express: 'Delivery by courier is offered.',
    noExpress: 'Delivery by courier is not offered.',
  },
  delivery: {
    pickup: 'pick up at the counter',
    post: 'sent by post',
    'e-certificate': 'electronic certificate',
  },
  result: {
    name: (name) => `You get: ${name}.`,
    delivery: (list) => `How you receive it: ${list}.`,
    validity: (text) => `Valid: ${text}`,
  },
  location: ({ name, address, hours, phone }) => `${name}: ${address}. Open ${hours}. Phone ${phone}.`,
  contacts: {
    consult: (phone) => `For questions call ${phone}.`,
    complaint: (phone) => `For complaints call ${phone}.`,
  },
  law: (title, article) => (article === undefined ? `${title}.` : `${title}, ${article}.`),
};
