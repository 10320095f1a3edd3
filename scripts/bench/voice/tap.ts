/** A processor that hands over what passes through it: `{frame, atMs, samples}` a message, `atMs` by `Date.now()`. */
const PROCESSOR = `
registerProcessor('tap', class extends AudioWorkletProcessor {
  constructor() { super(); this.filled = 0; this.clear(); }
  clear() { this.samples = new Float32Array(1024); this.filled = 0; this.blocks = []; }
  process([[channel]]) {
    const block = channel ?? new Float32Array(128);
    if (this.filled === 0) this.frame = currentFrame;
    this.blocks.push(currentFrame, Date.now());
    this.samples.set(block, this.filled);
    this.filled += block.length;
    if (this.filled >= this.samples.length) {
      this.port.postMessage({ frame: this.frame, blocks: this.blocks, samples: this.samples });
      this.clear();
    }
    return true;
  }
});
`;

interface Chunk {
  /** Frame of the context at the first sample. */
  frame: number;
  /** Frame and wall clock (ms) of each block of 128 in turn, flat. */
  blocks: number[];
  samples: Float32Array;
}

export interface Tap {
  context: AudioContext;
  chunks: Chunk[];
}

/** An AudioContext whose destination is watched: everything on its way out passes the tap. */
export async function tappedContext(): Promise<Tap> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  const url = URL.createObjectURL(new Blob([PROCESSOR], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(url);
  const chunks: Chunk[] = [];
  const out = context.createGain();
  const tap = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0 });
  tap.port.onmessage = ({ data }: MessageEvent<Chunk>) => chunks.push(data);
  out.connect(context.destination);
  out.connect(tap);
  Object.defineProperty(context, 'destination', { value: out });
  return { context, chunks };
}
