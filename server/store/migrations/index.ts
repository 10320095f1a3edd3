import type { Migration } from 'kysely';
import { exchanges } from './001-exchanges.ts';
import { cases } from './002-cases.ts';
import { dialogue } from './003-dialogue.ts';
import { apiKeys } from './004-api-keys.ts';
import { conversations } from './005-conversations.ts';
import { callbacks } from './006-callbacks.ts';
import { hall } from './007-hall.ts';

/** Every migration by name. They run in the order of their names; a released one is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-exchanges': exchanges,
  '002-cases': cases,
  '003-dialogue': dialogue,
  '004-api-keys': apiKeys,
  '005-conversations': conversations,
  '006-callbacks': callbacks,
  '007-hall': hall,
};
