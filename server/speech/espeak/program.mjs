/**
 * A program of its own: eSpeak NG (GPL-3.0, compiled to WebAssembly) behind a pipe. It imports nothing of Yunting
 * and Yunting imports nothing of it; they exchange frames over stdin and stdout (see frames.ts):
 *
 * - in: `{id, parts: [{voice, rate, pitch, text}]}`; each part is spoken by its own voice, one after another;
 * - out: `{ready: true, sampleRate}` once, then per request `{id, ok: true, phonemes, words, pcmBytes}` followed by
 *   16-bit mono samples, or `{id, ok: false, error}`.
 *
 * `phonemes` is `{ms, names}`, when each begins and its name, empty for a pause; `words` is `{ms, parts, offsets}`,
 * when each begins and at which code point of which part's text. Plain JavaScript, so that it starts without a compiler.
 * It ends when its stdin closes, hence with its parent.
 */
import espeak from '@echogarden/espeak-ng-emscripten';

const HEADER_BYTES = 4;

const module = await espeak({
  // stdout belongs to the frames.
  print: (/** @type {string} */ line) => process.stderr.write(`${line}\n`),
  printErr: (/** @type {string} */ line) => process.stderr.write(`${line}\n`),
});
const worker = new module.eSpeakNGWorker();
const sampleRate = worker.samplerate;

function send(header, body = Buffer.alloc(0)) {
  const json = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(HEADER_BYTES);
  size.writeUInt32LE(json.length);
  process.stdout.write(Buffer.concat([size, json, body]));
}

function speakPart(part, index, startMs, { phonemes, words }) {
  if (worker.set_voice(part.voice, '', 0) !== 0) throw new Error(`there is no voice ${part.voice}`);
  worker.set_rate(part.rate);
  worker.set_pitch(part.pitch);
  const chunks = [];
  worker.synthesize(part.text, (audio, events) => {
    if (audio.length > 0) chunks.push(audio);
    for (const event of events) {
      const ms = startMs + event.audio_position;
      if (event.type === 'phoneme') {
        phonemes.ms.push(ms);
        phonemes.names.push(event.id);
      }
      if (event.type === 'word') {
        words.ms.push(ms);
        words.parts.push(index);
        words.offsets.push(Math.max(0, event.text_position - 1));
      }
    }
  });
  return chunks;
}

function speak({ id, parts }) {
  const heard = { phonemes: { ms: [], names: [] }, words: { ms: [], parts: [], offsets: [] } };
  const chunks = [];
  let samples = 0;
  for (const [index, part] of parts.entries()) {
    const spoken = speakPart(part, index, (samples * 1000) / sampleRate, heard);
    chunks.push(...spoken);
    samples += spoken.reduce((sum, chunk) => sum + chunk.length, 0);
  }
  const pcm = Buffer.concat(chunks.map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength)));
  send({ id, ok: true, ...heard, pcmBytes: pcm.length }, pcm);
}

let pending = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  while (pending.length >= HEADER_BYTES) {
    const end = HEADER_BYTES + pending.readUInt32LE();
    if (pending.length < end) return;
    const request = JSON.parse(pending.subarray(HEADER_BYTES, end).toString());
    pending = pending.subarray(end);
    try {
      speak(request);
    } catch (error) {
      send({ id: request.id, ok: false, error: error instanceof Error ? error.message : String(error) });
    }
  }
});
process.stdin.on('end', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));
send({ ready: true, sampleRate });
