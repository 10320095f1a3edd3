import type { Contact, SafetyTexts } from './types.ts';

const police: Contact = { name: 'Police', phone: '110' };
const ambulance: Contact = { name: 'Ambulance', phone: '120' };
const firefighters: Contact = { name: 'Fire and rescue', phone: '119' };
const heart: Contact = { name: 'National psychological support line', phone: '12356' };
const youth: Contact = { name: 'Youth line', phone: '12355' };
const women: Contact = { name: "Women's rights line", phone: '12338' };
const antiFraud: Contact = { name: 'Anti-fraud line', phone: '96110' };
const law: Contact = { name: 'Public legal services', phone: '12348' };
const health: Contact = { name: 'Health line', phone: '12320' };
const discipline: Contact = { name: 'Reports about officials', phone: '12388' };
const city: Contact = { name: 'Government service hotline', phone: '12345' };

export const en: SafetyTexts = {
  title: 'Numbers to call',
  danger: [
    'Your safety comes first.',
    'If you are in danger call 110 now, for an ambulance 120, and if everything is too much call 12356: somebody will listen.',
  ],
  crisis: {
    suicide: {
      sentences: [
        'I am worried about you, and your safety matters more than anything else now.',
        'Please call 12356, where someone trained will listen; if you are in danger, call 110 or 120 at once.',
        'Please also tell someone near you, so that you are not alone.',
      ],
      contacts: [heart, ambulance, police, youth],
    },
    violence: {
      sentences: [
        'Your safety comes first, so please get away to where there are other people.',
        'Call 110 now, and 120 if someone is hurt.',
        'For help afterwards call 12338; this is not your fault.',
      ],
      contacts: [police, ambulance, women],
    },
    fire: {
      sentences: [
        'Please leave at once and call 119 from a safe place.',
        'If you smell gas, switch nothing on or off and do not phone indoors.',
      ],
      contacts: [firefighters, police, ambulance],
    },
    medical_emergency: {
      sentences: [
        'Please call 120 now, and say where you are and what has happened.',
        'If you are in the hall, call out to the staff beside you for help.',
      ],
      contacts: [ambulance, police],
    },
    lost_child: {
      sentences: [
        'Please call 110 now, and say what they look like, what they wear and where you last saw them.',
        'You need not wait 24 hours; in the hall, ask the staff at once to make an announcement.',
      ],
      contacts: [police, city],
    },
    fraud: {
      sentences: [
        'Please transfer nothing, and tell nobody any code.',
        'Call 96110 now; if the money has gone, call 110 at once, because it may still be stopped.',
        'The police and the courts have no safe account, and no office asks you by phone to transfer money.',
      ],
      contacts: [antiFraud, police],
    },
  },
  also: 'About the procedure you asked for, I will go on now.',

  refused: {
    injection: {
      sentences: [
        'I am Xiaocheng of the Yunting hall and speak from the service guides only, so I cannot do that.',
        'Just ask me about what you want to get done.',
      ],
      contacts: [],
    },
    forgery: {
      sentences: [
        'I cannot help with false papers, and using them would only bring you trouble.',
        'Tell me which paper you lack, and I will look for the proper way.',
      ],
      contacts: [city],
    },
    bribery: {
      sentences: [
        'Nobody needs connections or extra money here: the same procedure holds for all.',
        'If somebody asks you for money, you can report it on 12388.',
      ],
      contacts: [discipline, city],
    },
    others_data: {
      sentences: [
        "I cannot look up other people's numbers, addresses or applications, and I do not see them.",
        'Your own application I can show you once you have proved that it is yours.',
      ],
      contacts: [],
    },
    legal: {
      sentences: [
        'I cannot foretell what a court will decide.',
        'Lawyers answer for free on 12348; how to apply for legal aid you can ask me.',
      ],
      contacts: [law],
    },
    medical: {
      sentences: [
        'I know nothing of medicine, so please ask a doctor.',
        'If it is urgent call 120, otherwise 12320.',
      ],
      contacts: [ambulance, health],
    },
    certainty: {
      sentences: [
        'Only the office can decide, after its review, so I cannot promise that.',
        'Ask me about the conditions and the papers, and I will tell you what the guide says.',
      ],
      contacts: [city],
    },
    politics: {
      sentences: [
        'I do not discuss that: I deal with the public services of Haicheng only.',
        'If you want to raise something, call 12345.',
      ],
      contacts: [city],
    },
  },
  otherCity: ({ code, en: name }) => ({
    sentences: [
      `I have the guides of Haicheng only, and the rules of ${name} differ.`,
      `Please call 12345 in ${name}, with the area code ${code} from elsewhere.`,
    ],
    contacts: [{ name: `${name} government service hotline`, phone: `${code}-12345` }],
  }),

  abuse: {
    insult: {
      sentences: [
        'I am sorry that I have not helped so far.',
        'Tell me what you want to get done, and I will look again.',
      ],
      contacts: [city],
    },
    harassment: {
      sentences: [
        'I do not answer to that.',
        'When there is something you want to get done, I am glad to help.',
      ],
      contacts: [],
    },
  },
};
