import type { ExportTexts } from './types.ts';

const ended = (text: string) => (/[.!?;:]$/.test(text) ? text : `${text}.`);
const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const en: ExportTexts = {
  catalogue: {
    title: 'Service guides of Haicheng City',
    description:
      'The guides to public services that the Haicheng City Service Hall publishes and that are in force, in Chinese and in English.',
    publisher: 'Haicheng City Service Hall',
  },
  country: 'China',
  city: 'Haicheng City',
  languages: { zh: 'Chinese', en: 'English' },
  lifeEvents: {
    birth: 'Having a child',
    study: 'Going to school',
    work: 'Working',
    business: 'Running a business',
    marriage: 'Getting married',
    residence: 'Moving and living here',
    housing: 'Home and property',
    health: 'Health',
    transport: 'Driving and travel',
    retirement: 'Retirement',
    support: 'Support and disability',
    papers: 'Papers and certificates',
    death: 'When someone dies',
  },
  status: { draft: 'Draft', active: 'Active', suspended: 'Suspended', retired: 'Retired' },
  kind: { item: 'Single service', bundle: 'Several services handled as one' },
  audience: { person: 'People', business: 'Businesses and other organisations' },
  channel: {
    window: 'Window',
    web: 'Web',
    mobile: 'Mobile phone',
    kiosk: 'Self-service kiosk',
    post: 'Post',
  },
  delivery: {
    pickup: 'collected at the window',
    post: 'sent by post',
    'e-certificate': 'electronic certificate',
  },
  materialSource: {
    applicant: 'Brought by the applicant',
    'shared-data': 'Checked by the office in shared data; nothing to bring',
    'issued-on-site': 'Made on the spot; nothing to prepare',
  },
  need: {
    always: 'Always required',
    conditional: 'Required in the case named',
    optional: 'Shown if you have it',
  },
  requirement: { criterion: 'Condition', information: 'Paper to be shown' },
  jointOffice: 'Office that takes part',
  currency: 'Chinese yuan',
  free: 'This service is free of charge.',
  join: (parts) => parts.map(ended).join(' '),
  list: (parts) => parts.join(', '),
  amount: (originals, copies) =>
    [
      originals > 0 ? counted(originals, 'original', 'originals') : '',
      copies > 0 ? counted(copies, 'copy', 'copies') : '',
    ]
      .filter((text) => text !== '')
      .join(', '),
  when: (condition) => `When: ${condition}`,
  deferrable: 'May be handed in later',
  waiver: (text) => `Reductions: ${text}`,
  basis: (text) => `Basis of the fee: ${text}`,
  validity: (text) => `Validity: ${text}`,
  delivered: (ways) => `How you get it: ${ways}`,
  article: (law, article) => `${law}, ${article}`,
  consult: 'Enquiries',
  complaint: 'Complaints',
};
