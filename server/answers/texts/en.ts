import type { Texts } from './types.ts';

const UNITS: Readonly<Record<string, string>> = { workday: 'working day', day: 'day', hour: 'hour' };

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});

const ended = (text: string) => text.replace(/[.;,]+$/, '');
/** Inside a sentence "Medical certificate" is no name; "Chinese passport", "ID card", "Binjiang District" are. */
const inSentence = (text: string) =>
  /^(?:Chin|Haicheng|Mainland|Hong|Macao|Taiwan|[A-Z][A-Z]|[A-Z]-|[A-Z]\S* [A-Z][a-z])/.test(text)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
const the = (name: string) =>
  /^(?:your|a|an|the|any|both|\d)\b/i.test(name) ? inSentence(name) : `the ${inSentence(name)}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const en: Texts = {
  gap: ' ',
  list(items) {
    const within = items.some((item) => item.includes(' and '));
    if (items.length < 3) return items.join(within ? ', and ' : ' and ');
    const comma = items.some((item) => item.includes(',')) ? '; ' : ', ';
    return `${items.slice(0, -1).join(comma)}${comma}and ${items.at(-1)}`;
  },
  limit(limit) {
    if (limit === 'immediate') return 'on the spot';
    const [count = '', unit = ''] = limit.split(' ');
    const word = UNITS[unit.replace(/s$/, '')] ?? '';
    return `${count} ${word}${count === '1' ? '' : 's'}`;
  },
  day: (date) => dayFormat.format(date),

  own: {
    greeting: [
      'Hello, I am Xiaocheng, the digital receptionist of the Haicheng service hall.',
      'Tell me what you would like to get done.',
    ],
    introduction: [
      'I am Xiaocheng, the digital receptionist of the Haicheng service hall.',
      'I answer from the official service guides: who may apply, what to bring and where to go. I can also look up how your application is doing.',
    ],
    thanks: ['You are welcome.', 'Ask me whenever you need something else.'],
    farewell: ['Goodbye, and good luck with everything.'],
    person: [
      'Of course, a member of staff should help you with this.',
      'Here are the phone numbers and the window.',
    ],
    noAnswer: [
      'My service guides do not cover this, and I would rather not guess.',
      'The people listed here can tell you for certain.',
    ],
    elsewhere: (office) => [
      'This is not handled in the service hall, so I have no guide for it.',
      `Please turn to ${office}.`,
    ],
    nothingSafe: [
      'I could not confirm an answer in the service guides, so I would rather not give you one.',
      'Please call one of the numbers here.',
    ],
    outOfScope: [
      'I cannot help with that; I only know the public services of Haicheng.',
      'Here is what you can ask me.',
    ],
    clarify: ['Several services come close to what you ask.', 'Which one do you mean?'],
    lifeEvent: ['Congratulations! These services go with it.', 'Which one would you like to know about?'],
    verify: [
      'Before I look it up, please show that the application is yours.',
      'Enter the receipt number and the last four characters of your ID number in the card, not in the chat.',
    ],
    secretTyped:
      'I have not read or kept the number you typed; please never send ID or receipt numbers in the chat.',
    secretToCard: [
      'I have not read or kept the number you typed.',
      'To look up an application, enter the receipt number and the last four characters of your ID number in the card.',
    ],
  },

  notice: {
    writerChanged:
      'The writing service has just failed. From here on I answer straight from the service guides.',
  },
  error: {
    internal: 'Sorry, something went wrong before I could finish. Please ask again, or call 12345.',
    busy: 'Sorry, too many people are asking right now. Please try again in a moment.',
  },

  card: {
    materials: (guide) => ({
      title: `What to bring: ${inSentence(guide.name)}`,
      subtitle: 'Tick off what you have',
    }),
    free: 'Free',
    visits: (count) =>
      count === 0 ? 'No visit needed' : count === 1 ? '1 visit at most' : `${count} visits at most`,
    onTheSpot: 'Done on the spot',
    within: (limit) => `Done in ${limit}`,
    originals: (count) => `${count} original${count === 1 ? '' : 's'}`,
    copies: (count) => `${count} ${count === 1 ? 'copy' : 'copies'}`,
    choices: 'Which one do you need?',
    suggestions: 'You can ask me',
    ask: (service) => `How does this work: ${inSentence(service)}?`,
    verify: 'Look up my application',
    verifySay: 'Check the status of my application',
    contact: 'Talk to a person',
    hotline: { name: 'Government service hotline', phone: '12345' },
  },

  case: {
    title: 'Application status',
    state: (service, state) => `The status of your application for ${inSentence(service)} is: ${state}.`,
    soFar: (submitted, workdays) =>
      workdays === 0
        ? `You submitted it on ${submitted}.`
        : `You submitted it on ${submitted}, and the office has spent ${workdays} working day${workdays === 1 ? '' : 's'} on it so far.`,
    due: (date) => `It is due by ${date}.`,
    overdue: (date) => `It was due by ${date} and is late; you can call 12345 to have it looked into.`,
    asks: (items, due) =>
      `What is needed from you now: ${items.map(ended).join('; ')}${due === null ? '.' : `, by ${due}.`}`,
    several: (count) => `You have ${count} applications here; all of them are in the cards.`,
  },

  write: {
    free: 'This service is free.',
    unstated: 'The source of this guide does not state that.',
    sentence: (text) => `${capital(ended(text))}.`,
    fees(fees) {
      const subject = /fee|charge|payment|contribution|premium/i;
      const sentence = fees.every(({ name, yuan }) => yuan !== null && subject.test(name));
      const amount = (yuan: string) => (yuan === '0' ? 'free' : `${yuan} yuan`);
      if (sentence)
        return capital(
          `${en.list(fees.map(({ name, yuan }) => `the ${inSentence(name)} is ${amount(yuan ?? '')}`))}.`,
        );
      const items = fees.map(
        ({ name, yuan }) =>
          `${inSentence(name)}: ${yuan === null ? 'the amount depends on the case' : amount(yuan)}`,
      );
      return capital(`${items.join('; ')}.`);
    },
    onTheSpot: 'With complete papers it is done on the spot.',
    within: (promised, longest) =>
      promised === longest
        ? `It takes at most ${promised} from acceptance.`
        : `The promise is ${promised} from acceptance; it never takes more than ${longest}.`,
    bring: (names) => `Please bring ${en.list(names.map(the))}.`,
    nothingToBring: 'Usually you need not bring any papers yourself.',
    bringWhen: (when, name, also) =>
      `If ${inSentence(ended(when))}, ${also ? 'also bring' : 'bring'} ${the(name)}.`,
    bringIfAny: (name) => `If you have it, bring ${the(name)} as well.`,
    bringFor: (name, when) => `Bring ${the(name)} if ${inSentence(ended(when))}.`,
    madeThere: (names) =>
      `${capital(en.list(names.map(the)))} ${names.length === 1 ? 'is' : 'are'} made at the office, so there is nothing to prepare.`,
    aboutMaterial({ name, required, when, source }) {
      if (source === 'shared-data') return en.write.fetched([name]);
      if (source === 'issued-on-site') return en.write.madeThere([name]);
      if (required) return en.write.bring([name]);
      return when === null
        ? en.write.bringIfAny(name)
        : `You need ${the(name)} only if ${inSentence(ended(when))}.`;
    },
    moreInList: 'Some situations need more papers; the list says which.',
    fetched: (names) =>
      `The office checks ${en.list(names.map(the))} through shared data, so you need not bring ${names.length === 1 ? 'it' : 'them'}.`,
    place: (name, address, hours) => `Go to ${the(name)}, at ${address}, open ${hours}.`,
    morePlaces: (names) => `You can also go to ${en.list(names.map(the))}.`,
    channels: (names, visits) =>
      `You can apply ${en.list(names)}, ${visits === 0 ? 'without coming in person' : visits === 1 ? 'with 1 visit at most' : `with ${visits} visits at most`}.`,
    channel: {
      window: 'at a window',
      web: 'online',
      mobile: 'on your phone',
      kiosk: 'at a self-service kiosk',
      post: 'by post',
    },
    appointment: (possible) => (possible ? 'You can book an appointment.' : 'No appointment is needed.'),
    result: (name, ways) =>
      `You receive: ${inSentence(ended(name))}, ${ways.length < 3 ? ways.join(' or ') : `${ways.slice(0, -1).join(', ')} or ${ways.at(-1)}`}.`,
    resultOnline: (name) => `You receive: ${inSentence(ended(name))}, which you can see on your phone.`,
    delivery: { pickup: 'at the window', post: 'by post', 'e-certificate': 'as an electronic certificate' },
    validity: (text) => `Validity: ${inSentence(ended(text))}.`,
    consult: (contact) => `For questions, call ${ended(contact)}.`,
    complaint: (contact) => `For complaints, call ${ended(contact)}.`,
    basis: (laws) => `This rests on ${en.list(laws)}.`,
    law: (title, article) => (article === undefined ? title : `${article} of the ${title}`),
  },
};
