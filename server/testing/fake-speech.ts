import type { FastifyInstance } from 'fastify';

export interface FakeSpeech {
  /** What `/audio/transcriptions` hears. */
  transcript?: string;
  /** Status of every reply; 200 unless given. May change between requests. */
  status?: number;
  /** What `/audio/speech` sends: a WAV, the start of an MP3, or nothing until the client gives up. */
  sends?: 'wav' | 'mp3' | 'nothing';
  /** Length of the sound; unless given 180 ms a character. */
  durationMs?: number;
}

const SAMPLE_RATE = 24_000;
const HEADER_BYTES = 44;
/** Silence around the sound, as real voices have it. */
const EDGE_MS = 250;

/** A 24 kHz mono WAV: a hum of `durationMs` between two silences. */
export function hum(durationMs: number): Buffer {
  const edge = (SAMPLE_RATE * EDGE_MS) / 1000;
  const sounding = Math.round((SAMPLE_RATE * durationMs) / 1000);
  const samples = new Int16Array(sounding + 2 * edge);
  for (let i = 0; i < sounding; i += 1) {
    samples[edge + i] = Math.round(9000 * Math.sin((2 * Math.PI * 220 * i) / SAMPLE_RATE + 0.5));
  }
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  // Streaming servers do not know the length when they begin.
  header.writeUInt32LE(0xffffffff, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(0xffffffff, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}

/** `/audio/speech` and `/audio/transcriptions` of a fake server; `behaviour` is read at each request. */
export function fakeSpeech(behaviour: FakeSpeech = {}): (app: FastifyInstance) => void {
  return (app) => {
    const refuse = () => (behaviour.status ?? 200) >= 400;
    app.post<{ Body: { input?: string } }>('/audio/speech', async (request, reply) => {
      if (refuse()) {
        // Servers repeat what they refuse.
        const message = `cannot say "${request.body.input}"`;
        return reply.code(behaviour.status ?? 500).send({ error: { message } });
      }
      if (behaviour.sends === 'nothing') return new Promise(() => {});
      if (behaviour.sends === 'mp3') {
        return reply
          .type('audio/mpeg')
          .send(Buffer.from([0xff, 0xfb, 0x90, 0x64, ...new Array(400).fill(0)]));
      }
      const lasting = behaviour.durationMs ?? 180 * (request.body.input ?? '').length;
      return reply.type('audio/wav').send(hum(lasting));
    });
    app.post('/audio/transcriptions', async (_request, reply) => {
      if (refuse()) return reply.code(behaviour.status ?? 500).send({ error: { message: 'no' } });
      return { text: behaviour.transcript ?? '' };
    });
  };
}
