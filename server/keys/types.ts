import { z } from 'zod';

/** What a key may be used for: `/v1`, `/mcp`, and within `/mcp` the status of a proved case. */
export const Scope = z.enum(['chat', 'mcp', 'cases']);
export type Scope = z.infer<typeof Scope>;

export interface ApiKey {
  /** Part of the key, and how people name it: opens nothing. */
  id: string;
  name: string;
  scopes: readonly Scope[];
  /** Requests a minute and in 24 hours. */
  perMinute: number;
  perDay: number;
  createdAt: Date;
  /** To the minute; null before the first use. */
  lastUsedAt: Date | null;
  /** Null while it opens. */
  revokedAt: Date | null;
}

export type NewKey = Pick<ApiKey, 'name' | 'scopes' | 'perMinute' | 'perDay'>;

export interface Keys {
  /** Makes a key, audited under `actor`. Its text is returned this once: only a keyed digest is kept. */
  create(key: NewKey, actor: string): Promise<{ text: string; key: ApiKey }>;
  /** Every key ever made, oldest first. */
  list(): Promise<ApiKey[]>;
  /** Ends a key at once, audited under `actor`. False when there is none of this id that opens. */
  revoke(id: string, actor: string): Promise<boolean>;
  /** The key that a text is, while it opens; notes its use. */
  verify(text: string): Promise<ApiKey | undefined>;
}

/** How much of a limit is left. */
export interface Quota {
  /** Requests in the window. */
  limit: number;
  remaining: number;
  /** Seconds until the window begins anew. */
  resetS: number;
}

/** `unknown`: no such key, or withdrawn. `out_of_scope`: not for this. `too_many`: beyond its limits until `resetS`. */
export type Admission =
  | { ok: true; key: ApiKey; quota: Quota }
  | { ok: false; reason: 'unknown' | 'out_of_scope' }
  | { ok: false; reason: 'too_many'; quota: Quota };
