import type { Locale } from '#protocol/index.ts';

interface TranscriptionTexts {
  notConfigured: string;
  noAudio: string;
  badField: string;
  unsupported: string;
  tooLarge: string;
  tooLong: string;
  failed: string;
}

export const transcriptionTexts: Readonly<Record<Locale, TranscriptionTexts>> = {
  zh: {
    notConfigured: '这里还没有开通语音识别，请打字提问。',
    noAudio: '没有收到录音，请再说一遍。',
    badField: '请求里有不认识的内容。',
    unsupported: '这种录音格式听不了，请换用 WAV、WebM、Ogg、MP4 或 MP3。',
    tooLarge: '录音太大了，最多 10 MB。',
    tooLong: '录音太长了，请控制在一分钟以内。',
    failed: '没能听清，请再说一遍，或者打字提问。',
  },
  en: {
    notConfigured: 'Speech recognition is not set up here. Please type your question.',
    noAudio: 'No recording arrived. Please say it again.',
    badField: 'The request holds something unknown.',
    unsupported: 'This kind of recording cannot be read. Please use WAV, WebM, Ogg, MP4 or MP3.',
    tooLarge: 'The recording is too large: 10 MB at most.',
    tooLong: 'The recording is too long. Please stay within one minute.',
    failed: 'That could not be understood. Please say it again, or type your question.',
  },
};
