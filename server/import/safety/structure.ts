import { Refused } from '../refuse.ts';
import type { Limits } from '../types.ts';

/** Keys that reach an object's prototype when a value is copied key by key. */
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** @throws {Refused} `unsafe_key`. */
export function refuseUnsafeKey(key: string): void {
  if (UNSAFE_KEYS.has(key.trim())) throw new Refused('unsafe_key', key.trim(), { field: key.trim() });
}

/**
 * Refuses parsed JSON or YAML that is nested too deeply or has keys that could pollute a prototype.
 * @throws {Refused} `too_deep` or `unsafe_key`.
 */
export function checkStructure(value: unknown, limits: Limits): void {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: node, depth } = next;
    if (typeof node !== 'object' || node === null) continue;
    if (depth > limits.depth) throw new Refused('too_deep', `> ${limits.depth}`);
    for (const key of Object.keys(node)) {
      if (!Array.isArray(node)) refuseUnsafeKey(key);
      open.push({ value: Reflect.get(node, key), depth: depth + 1 });
    }
  }
}
