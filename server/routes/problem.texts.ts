import { type Locale, MAX_QUESTION_CHARS, type Problem } from '#protocol/index.ts';

type Texts = Readonly<Record<Problem['code'], string>>;

export const problemTexts: Readonly<Record<Locale, Texts>> = {
  zh: {
    bad_request: '这个请求看不懂，请刷新页面再试。',
    message_empty: '没有看到您的问题，请输入后再发送。',
    message_too_long: `问题太长了，请控制在${MAX_QUESTION_CHARS}字以内。`,
    not_found: '没有找到您要的内容。',
    case_not_verified: '没有核对上，请检查后再试。',
    too_many_attempts: '试的次数太多了，请过一会儿再试。',
    too_large: '内容太大了，请缩短后再发送。',
    unsupported_media: '不支持这种格式。',
    too_many_questions: '您问得有点快，请过一会儿再问。急事请打12345。',
    answers_off: '数字人暂时停止答复。急事请打12345，或者到窗口问工作人员。',
    unauthorized: '没有权限，请检查密钥。',
    busy: '现在问的人太多，请稍等一会儿再试。',
    not_configured: '这项功能还没有开通。',
    unavailable: '服务暂时用不了，请稍后再试。',
    internal: '抱歉，刚才出了点问题，请再试一次。',
  },
  en: {
    bad_request: 'This request could not be understood. Please reload the page and try again.',
    message_empty: 'There is no question to answer. Please type one and send it again.',
    message_too_long: `The question is too long. Please keep it within ${MAX_QUESTION_CHARS} characters.`,
    not_found: 'There is nothing at this address.',
    case_not_verified: 'These do not match a case. Please check them and try again.',
    too_many_attempts: 'Too many tries. Please wait a while and try again.',
    too_large: 'This is too large. Please shorten it and send it again.',
    unsupported_media: 'This format is not supported.',
    too_many_questions: 'That was a lot of questions. Please wait a moment; if it is urgent, call 12345.',
    answers_off: 'The digital receptionist is not answering just now. Please call 12345 or ask at a window.',
    unauthorized: 'This key is not allowed to do that.',
    busy: 'Too many people are asking right now. Please try again in a moment.',
    not_configured: 'This function is not available here.',
    unavailable: 'The service is not available just now. Please try again later.',
    internal: 'Sorry, something went wrong. Please try again.',
  },
};
