import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  AnswerRequest,
  type Callback,
  CallbackRequest,
  Feedback,
  GrantRequest,
  type Hall as HallSwitch,
  Heard,
  type Locale,
  type Problem,
  type Utterance,
} from '#protocol/index.ts';
import { sceneFor } from './script.ts';
import { wave } from './wave.ts';

/** The real server's policy: nothing but files of our own origin. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' blob:",
  "worker-src 'self' blob:",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

export interface HallOptions {
  /** Folder of the built pages. */
  pages: string;
  /** Folder of the character's files; requests below `/avatars/` are 404 without it. */
  avatars?: string;
  /** Pause before each sentence, in milliseconds. */
  paceMs?: number;
  /** Milliseconds of sound for each character spoken. */
  msPerChar?: number;
  /** Whether she says first that AI speaks. Default false. */
  saysLabel?: boolean;
}

export interface Hall {
  url: string;
  /** Bodies of `POST /api/answers` and `/api/answers/heard`, oldest first. */
  asked: AnswerRequest[];
  heard: Heard[];
  /** Bodies of `POST /api/answers/feedback`, oldest first. */
  rated: Feedback[];
  /** Bodies of `POST /api/callbacks` that were taken, oldest first. */
  callbacks: CallbackRequest[];
  /** Threads that were erased. */
  erased: string[];
  /** Runs whose client went away before the end. */
  aborted: string[];
  /** Switches her answers off, with the staff's words, or on again. */
  switchTo(hall: HallSwitch): void;
  setPace(ms: number): void;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function json(reply: ServerResponse, status: number, body: unknown): void {
  reply.writeHead(status, { 'content-type': 'application/json' });
  reply.end(JSON.stringify(body));
}

const refuse = (reply: ServerResponse, status: number, problem: Problem) => json(reply, status, problem);

/**
 * A service hall on a free local port that speaks the real protocol over real HTTP, with answers from a script:
 * for trying the lobby in a browser without the answering service.
 */
export async function startHall({
  pages,
  avatars,
  paceMs = 60,
  msPerChar = 40,
  saysLabel = false,
}: HallOptions): Promise<Hall> {
  const asked: AnswerRequest[] = [];
  const heard: Heard[] = [];
  const rated: Feedback[] = [];
  const callbacks: CallbackRequest[] = [];
  const erased: string[] = [];
  const aborted: string[] = [];
  let standing: Callback | null = null;
  let hall: HallSwitch = { answering: true, notice: null };
  let pace = paceMs;
  let isGranted = false;
  let utterances = 0;

  function utteranceOf(text: string, cites: number[], gesture: Utterance['gesture'], sound: boolean) {
    const locale: Locale = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
    const speech = text.replaceAll('**', '');
    utterances += 1;
    const durationMs = speech.length * msPerChar;
    const segments = [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(speech)];
    const words = segments
      .filter(({ isWordLike }) => isWordLike)
      .map(({ index, segment }): [number, number, number] => [
        index * msPerChar,
        index,
        index + segment.length,
      ]);
    const mouth = words.flatMap(
      ([tMs]): NonNullable<Utterance['mouth']> => [
        [tMs, 'aa', 0.8],
        [tMs + msPerChar / 2, 'closed', 1],
      ],
    );
    const utterance: Utterance = {
      id: `u${utterances}`,
      text,
      speech,
      locale,
      cites,
      gesture,
      emotion: 'happy',
      ...(sound && {
        audio: { url: `/api/speech/${durationMs}`, mime: 'audio/wav', durationMs },
        mouth,
        words,
      }),
    };
    return utterance;
  }

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const parsed = AnswerRequest.parse(await bodyOf(request));
    asked.push(parsed);
    const { threadId, runId, messages, forwardedProps } = parsed;
    const { locale, speech } = forwardedProps;
    const question = String(messages.at(-1)?.content ?? '');
    if (!hall.answering)
      return refuse(reply, 503, { code: 'answers_off', message: hall.notice ?? '暂时停止答复。' });
    if (question.includes('太快')) {
      reply.setHeader('retry-after', '2');
      return refuse(reply, 429, { code: 'too_many_questions', message: '您问得有点快，请过一会儿再问。' });
    }
    if (question.includes('忙'))
      return refuse(reply, 503, { code: 'busy', message: '问的人太多了，请过半分钟再问。' });
    let isOver = false;
    reply.on('close', () => {
      if (!isOver) aborted.push(runId);
    });
    reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const send = (event: object) => reply.write(`data: ${JSON.stringify(event)}\n\n`);
    const custom = (name: string, value: unknown) => send({ type: 'CUSTOM', name, value });
    const scene = sceneFor(question, locale, isGranted);
    send({ type: 'RUN_STARTED', threadId, runId });
    for (const stepName of ['receive', 'understand', 'retrieve']) {
      send({ type: 'STEP_STARTED', stepName });
      send({ type: 'STEP_FINISHED', stepName });
    }
    send({ type: 'STEP_STARTED', stepName: 'write' });
    custom('a-name-of-tomorrow', { any: 'thing' });
    if (scene.sources.length > 0) custom('sources', scene.sources);
    custom('notice', { code: 'ai_generated', message: '以下由人工智能生成。' });
    if (saysLabel) {
      const label = utteranceOf('以下由人工智能生成。', [], null, speech);
      custom('utterance', { ...label, emotion: 'neutral', aside: true });
    }
    send({ type: 'TEXT_MESSAGE_START', messageId: `m-${runId}`, role: 'assistant' });
    for (const [index, { text, cites, gesture }] of scene.sentences.entries()) {
      await wait(pace);
      if (reply.destroyed) return;
      if (scene.cutAfter === index) return void reply.destroy();
      send({ type: 'TEXT_MESSAGE_CONTENT', messageId: `m-${runId}`, delta: text });
      await wait(pace / 4);
      custom('utterance', utteranceOf(text, cites, gesture ?? null, speech));
    }
    send({ type: 'TEXT_MESSAGE_END', messageId: `m-${runId}` });
    for (const card of scene.cards) custom('card', card);
    const latencyMs = { understand: 1, retrieve: 2, firstSentence: 3, firstAudio: 4, total: 5 };
    send({
      type: 'RUN_FINISHED',
      threadId,
      runId,
      result: { status: scene.status, sources: scene.sources, latencyMs },
    });
    isOver = true;
    reply.end();
  }

  async function grant(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const parsed = GrantRequest.safeParse(await bodyOf(request));
    if (!parsed.success) return refuse(reply, 400, { code: 'bad_request', message: '填写的内容不对。' });
    if (parsed.data.idLast4 !== '081X')
      return refuse(reply, 403, {
        code: 'case_not_verified',
        message: '受理号和证件号后四位对不上，请核对后再试。',
      });
    isGranted = true;
    json(reply, 200, { receiptTail: '9QPX', expiresAt: '2026-11-22T18:00:00+08:00' });
  }

  async function callBack(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (request.method === 'DELETE') {
      standing = null;
      return void reply.writeHead(204).end();
    }
    if (request.method === 'GET')
      return standing
        ? json(reply, 200, standing)
        : refuse(reply, 404, { code: 'not_found', message: '您现在没有等待中的回电。' });
    const wanted = CallbackRequest.parse(await bodyOf(request));
    if (!/^1\d{10}$/.test(wanted.phone)) {
      const details = [{ path: 'phone', message: 'not a mainland number' }];
      return refuse(reply, 400, { code: 'bad_request', message: '号码不对。', details });
    }
    if (wanted.topic.includes('太多'))
      return refuse(reply, 429, { code: 'too_many_attempts', message: '预约回电的次数太多了。' });
    callbacks.push(wanted);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    standing = {
      number: 'A17',
      place: 3,
      callBy: `${tomorrow}T10:30:00+08:00`,
      phoneTail: wanted.phone.slice(-4),
    };
    json(reply, 200, standing);
  }

  async function file(root: string, path: string, reply: ServerResponse): Promise<void> {
    try {
      const bytes = await readFile(join(root, normalize(path)));
      reply.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      });
      reply.end(bytes);
    } catch {
      refuse(reply, 404, { code: 'not_found', message: path });
    }
  }

  async function route(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://hall').pathname);
    if (path === '/api/answers') return answer(request, reply);
    if (path === '/api/answers/heard') {
      heard.push(Heard.parse(await bodyOf(request)));
      return void reply.writeHead(204).end();
    }
    if (path === '/api/answers/feedback') {
      rated.push(Feedback.parse(await bodyOf(request)));
      return void reply.writeHead(204).end();
    }
    if (path.startsWith('/api/callbacks')) return callBack(request, reply);
    if (path.startsWith('/api/conversations/') && request.method === 'DELETE') {
      erased.push(String(path.split('/').at(-1)));
      return void reply.writeHead(204).end();
    }
    if (path === '/api/hall') return json(reply, 200, hall);
    if (path === '/api/cases/grants') return grant(request, reply);
    if (path.startsWith('/api/speech/')) {
      reply.writeHead(200, { 'content-type': 'audio/wav' });
      return void reply.end(wave(Number(path.split('/').at(-1))));
    }
    if (path.startsWith('/avatars/'))
      return file(avatars ?? '/nowhere', path.slice('/avatars'.length), reply);
    return file(pages, path === '/' ? '/index.html' : path, reply);
  }

  const server = createServer((request, reply) => {
    route(request, reply).catch((error: unknown) => {
      if (!reply.headersSent) refuse(reply, 400, { code: 'bad_request', message: String(error) });
      else reply.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the hall has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    asked,
    heard,
    rated,
    callbacks,
    erased,
    aborted,
    switchTo(next) {
      hall = next;
    },
    setPace(ms) {
      pace = ms;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
