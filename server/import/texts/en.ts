import type { ImportTexts } from './types.ts';

const because = (detail: string) => (detail === '' ? '' : ` (${detail})`);

export const en: ImportTexts = {
  refusals: {
    unreadable: (detail) => `The file cannot be opened${because(detail)}. Check its path and permissions.`,
    empty: () => 'The file is empty.',
    too_large: (detail) => `The file is too large: ${detail}. Split it, or leave out pictures.`,
    unknown_format: (detail) =>
      `This kind of file is not known${because(detail)}. Markdown, YAML, JSON, JSONL, CSV, XLSX, DOCX, PDF and HTML can be imported.`,
    wrong_content: (detail) =>
      `The file's extension and its content differ: ${detail}. Check the file and give it the right extension.`,
    legacy_office: () =>
      'This is a file of an old Office (.doc, .xls). Save it as .docx or .xlsx in Office or WPS.',
    bad_encoding: (detail) =>
      `The encoding of the text is not known${because(detail)}. Save it as UTF-8 or GB18030.`,
    broken: (detail) => `The file is damaged or not well formed${because(detail)}.`,
    encrypted: () => 'The file is protected by a password. Remove the password and import it again.',
    scanned: (detail) =>
      `This is a scan: it holds pictures and no text${because(detail)}. Recognise its text first, or bring the original document.`,
    zip_bomb: (detail) =>
      `The archive unpacks to a size that is not normal and is left unread for safety: ${detail}.`,
    zip_path: (detail) =>
      `The archive names files outside its folder and is left unread for safety${because(detail)}.`,
    dtd: (detail) => `The file declares a DTD or entities and is left unread for safety${because(detail)}.`,
    unsafe_key: (detail) => `A field may not be called "${detail}". Rename it.`,
    too_deep: (detail) => `The content is nested too deeply: ${detail}.`,
    too_many_records: (detail) => `Too many services: ${detail}. Split the file.`,
    too_many_pages: (detail) => `Too many pages: ${detail}. Keep only the guide.`,
    too_slow: (detail) => `Reading took too long: ${detail}. Split the file.`,
    too_heavy: (detail) => `Reading needed more memory than allowed: ${detail}. Split the file.`,
    no_columns: (detail) =>
      `No column of the header is known: ${detail}. Say with --columns what each column is.`,
    no_name: () => 'No name of a service was found, so no guide can be made. Add the name of the service.',
    bad_id: (detail) =>
      `The id "${detail}" cannot be used: lower-case letters, digits and hyphens only, and no path.`,
    bad_field: (detail) => `A field is not as it must be: ${detail}`,
    duplicate: (detail) =>
      `The id is used twice with different content; ${detail} was taken, this one was not.`,
    approved: (detail) =>
      `The guide at the destination is "${detail}" and no draft replaces it. Deal with it there, or import into another folder.`,
  },
  notes: {
    hours_are_limit: (detail) =>
      `The field for opening hours holds a time limit (${detail}); it was taken as one, without saying whether legal or promised.`,
    fee_not_said: (detail) =>
      `The field for fees holds "${detail}", which does not tell whether there is a fee; kept as it is.`,
    limit_unqualified: (detail) =>
      `The time limit "${detail}" does not say whether it is legal or promised; kept in the notes on time.`,
    value_unread: (detail) => `"${detail}" fits no field and is kept in the body as it is.`,
    macros_left_out: () => 'The file holds macros. They were not read and never run.',
    same_twice: (detail) => `The same as ${detail}; one is kept.`,
  },
  other: 'Further information',
  original: 'Original text',
  labelled: (label, value) => `${label}: ${value}`,
  limitUnderHours: (limit, label) =>
    `Time limit ${limit} (printed under "${label}", without saying whether it is legal or promised)`,
  cellGap: '; ',
  unstated: {
    text: 'not stated in the source',
    summary: (name) => `${name}. A summary is not stated in the source`,
    fee: 'Whether there is a fee is not stated in the source',
    step: (n) => `Step ${n}`,
    filler: 'What stands above only fills the format and does not count; the source does not say all of it',
    known: (list) => `What the source says: ${list}`,
    channels: (list) => `Apply ${list}`,
    appointment: { true: 'Appointments can be made', false: 'No appointments are offered' },
    express: { true: 'Delivery by courier is offered', false: 'Delivery by courier is not offered' },
    visits: (n) => (n === 0 ? 'No visit is needed' : `At most ${n} ${n === 1 ? 'visit' : 'visits'}`),
    result: (name) => `You get: ${name}`,
    legal: (limit) => `Legal time limit: ${limit}`,
    promised: (limit) => `Promised time limit: ${limit}`,
    channel: {
      window: 'at the counter',
      web: 'online',
      mobile: 'on a mobile phone',
      kiosk: 'at a self-service kiosk',
      post: 'by post',
    },
    list: ', ',
  },
};
