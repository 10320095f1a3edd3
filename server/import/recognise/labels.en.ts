import type { Slot } from '../types.ts';

/** Labels of English guides and the key names of data files, lower case, parted by commas. */
export const en: Readonly<Partial<Record<Slot, string>>> = {
  id: 'id, code, service id, service code',
  lang: 'lang, language',
  name: 'name, title, service, service name, name of service, service title',
  summary: 'summary, overview, description, about, about this service, what it is',
  aliases: 'aliases, also known as, other names',
  questions: 'questions',
  'effective.from': 'effective from, valid from, effective date',
  'authority.name':
    'authority, responsible authority, authority name, office, agency, department, responsible office, competent authority, issuing authority, responsible department',
  'authority.joint': 'joint authorities, together with, joint offices',
  audience: 'audience, who is it for, for whom, applicant type, service object',
  life_event: 'life event, theme, topic, subject, category',
  'handling.channels': 'channels, ways to apply, how you can apply',
  'handling.visits': 'visits, number of visits, visits in person',
  'handling.appointment': 'appointment, appointments, appointment possible',
  'handling.express': 'express, courier, delivery by courier',
  'handling.notes': 'notes on applying',
  time_limit: 'time limit, processing time, time, how long it takes, duration',
  'time_limit.legal': 'legal time limit, statutory time limit, statutory limit, legal limit',
  'time_limit.promised':
    'promised time limit, promised limit, promised processing time, committed time limit, service standard',
  'time_limit.notes': 'notes on time',
  conditions: 'conditions, eligibility, eligibility criteria, who can apply, requirements, who is eligible',
  materials:
    'materials, documents, required documents, documents needed, what you need, what to bring, supporting documents, required materials',
  steps: 'steps, procedure, process, how to apply, application process',
  fees: 'fee, fees, cost, costs, charges, how much it costs',
  'fees.free': 'fee charged, is there a fee, is there a charge',
  'fees.basis': 'basis of fees, fee basis',
  'fees.waiver': 'fee waiver, waiver, reductions',
  'result.name': 'result, outcome, what you get, result name',
  'result.delivery': 'delivery, how you receive it, collection',
  'result.validity': 'validity, valid for',
  locations: 'location, locations, address, where to go, where to apply, place',
  'locations.name': 'location name, place name',
  'locations.hours': 'hours, opening hours, office hours, opening times, working hours',
  'locations.phone': 'phone of the counter, counter phone',
  'contacts.consult':
    'contact, phone, telephone, enquiries, inquiries, questions call, hotline, consultation, contact phone',
  'contacts.complaint': 'complaint, complaints, complaints phone, how to complain',
  legal_basis: 'legal basis, law, laws, legislation, legal ground',
  'source.owner': 'owner, responsible unit',
  text: 'text, content, body',
  other: 'url, link',
};
