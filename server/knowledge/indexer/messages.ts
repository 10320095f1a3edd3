import type { MessagePort } from 'node:worker_threads';
import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import type { PartRef } from '../collection.ts';
import type { LoadedElsewhere } from '../elsewhere/index.ts';
import type { GlossaryEntry } from '../glossary/schema.ts';
import type { Guide, GuideProblem } from '../types.ts';

/** What a knowledge base is opened with; `port` carries everything after. */
export interface OpenMessage {
  guidesDir: string;
  /** Folder of the kept index. */
  dir: string;
  embeddings: Endpoint | null;
  partSections: number | undefined;
  port: MessagePort;
}

/** What the server asks for. */
export type Request =
  /** Read the guides anew, index what changed. `today` is an ISO date. */
  | { kind: 'load'; today: string }
  /** The last `guides` were taken up. */
  | { kind: 'taken' };

/** What is served from now on, beside the guides that were told before. */
export interface LoadedMessage {
  kind: 'loaded';
  /** The program knew of no guide before: what it told is all there is. */
  first: boolean;
  /** Guides that are served no more. */
  gone: { id: string; lang: Locale }[];
  problems: GuideProblem[];
  warnings: GuideProblem[];
  /** `version`: digest of the entries. Undefined: as it was told before. */
  glossary: { entries: readonly GlossaryEntry[]; version: string; problems: GuideProblem[] } | undefined;
  /** Undefined: as it was told before. */
  elsewhere: LoadedElsewhere | undefined;
  parts: Record<Locale, PartRef[]>;
}

/** What the program tells. */
export type Reply =
  | { kind: 'warning'; message: string }
  /** Share done, 0..1. */
  | { kind: 'progress'; fraction: number }
  /** New and changed guides, so few that taking them up stops nobody. The program waits for `taken`. */
  | { kind: 'guides'; guides: Guide[] }
  | LoadedMessage
  /** What was loaded is on disk, or cannot be kept there. */
  | { kind: 'saved' }
  | { kind: 'failed'; reason: string };
