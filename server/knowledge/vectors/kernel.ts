/** kernel.wat, assembled. */
const PROGRAM = `
AGFzbQEAAAABJgRgA39/fwF/YAV/f39/fwBgBn9/f39/fwBgCX9/f39/fX19fwF/AhIBA2VudgZtZW1vcnkCAwGAgAQDBQQAAQIDBxsDBHNj
YW4AAQRwaWNrAAIJc2hvcnRsaXN0AAMKiQYEcQIBfwJ7IAEgAmohAwNAIAQgAf0BAwAgAP0ABAD9ugH9rgEhBCAFIAH9AQMIIAD9AAQQ/boB
/a4BIQUgAUEQaiEBIABBIGohACABIANJDQALIAQgBf2uASEEIAT9GwAgBP0bAWogBP0bAiAE/RsDamoLOAEBfyAEIAJBAnRqIQUCQANAIAQg
BU8NASAEIAAgASADEAA2AgAgASADaiEBIARBBGohBAwACwsLQQEBfyAFIANBAnRqIQYCQANAIAUgBk8NASAFIAAgASACKAIAIARsaiAEEAA2
AgAgAkEEaiECIAVBBGohBQwACwsLmQQCBX8HewJAA0AgAUUNAf0MAAAAAAAAAAAAAAAAAAAAACEQ/QwAAAAAAAAAAAAAAAAAAAAAIREgAyEL
IAAgAkEEdGohCgNAIAD9AAQAIQ4gC/0ABAAgDv0MDw8PDw8PDw8PDw8PDw8PD/1O/Q4gC/0ABBAgDkEE/Y0B/QwPDw8PDw8PDw8PDw8PDw8P
/U79Dv1uIQ8gECAP/Y4BIRAgESAPQQj9jQH9jgEhESAAQRBqIQAgC0EgaiELIAAgCkkNAAsgECARQQj9iwH9kQEhECAQIBH9DQABEBECAxIT
BAUUFQYHFhchEiAQIBH9DQgJGBkKCxobDA0cHQ4PHh8hE0EAIQ0DQCAS/akB/fsBIAX9E/3mASAG/RP95QEgBP0ABAD95gEhFCAUIAf9E/1E
/aQBIQwgDARAIAggCTYCACAIIBT9HwA4AgQgCCAMQQFxQQN0aiEIIAggCUEBajYCACAIIBT9HwE4AgQgCCAMQQF2QQFxQQN0aiEIIAggCUEC
ajYCACAIIBT9HwI4AgQgCCAMQQJ2QQFxQQN0aiEIIAggCUEDajYCACAIIBT9HwM4AgQgCCAMQQN2QQN0aiEICyASIBP9DQgJCgsMDQ4PEBES
ExQVFhchEiATIBP9DQgJCgsMDQ4PAAECAwQFBgchEyAEQRBqIQQgCUEEaiEJIA1BAWohDSANQQRJDQALIAFBAWshAQwACwsgCAs=`;

/** Rows are padded with zeros to a multiple of this width. */
export const WIDTH_STEP = 16;

/** Compares a query with rows; all but counts are places in the memory, in bytes. */
export interface Kernel {
  /** Writes the inner products of `query` with `count` rows to `out`. */
  scan(query: number, rows: number, count: number, width: number, out: number): void;
  /** The same for the rows whose numbers lie at `list`. */
  pick(query: number, rows: number, list: number, count: number, width: number, out: number): void;
  /**
   * Writes place and estimate of each sketch to `out` of which the estimate, (sum × step − offset) × its weight, is above
   * `least`. May write one pair beyond the end that it returns.
   */
  shortlist(
    sketches: number,
    blocks: number,
    columns: number,
    tables: number,
    weights: number,
    step: number,
    offset: number,
    least: number,
    out: number,
  ): number;
}

let compiled: WebAssembly.Module | undefined;
const kernels = new WeakMap<WebAssembly.Memory, Kernel>();

/**
 * The program that compares vectors in a memory. 128-bit SIMD: about 16 ns a row of 384 on one core of 2024, four to eight
 * times what a loop in JavaScript does; a sketch takes a fourth of that.
 */
export function kernelIn(memory: WebAssembly.Memory): Kernel {
  const known = kernels.get(memory);
  if (known) return known;
  compiled ??= new WebAssembly.Module(Buffer.from(PROGRAM, 'base64'));
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  const kernel: Kernel = {
    scan: exports.scan as Kernel['scan'],
    pick: exports.pick as Kernel['pick'],
    shortlist: exports.shortlist as Kernel['shortlist'],
  };
  kernels.set(memory, kernel);
  return kernel;
}
