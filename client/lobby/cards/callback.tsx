import { type FormEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { Icon, languageTag, type Texts, textsFor } from '#client/ui/index.ts';
import type { Callback, CallbackCard, Locale, Problem } from '#protocol/index.ts';
import { Confirm } from '../confirm.tsx';
import { useParts } from '../parts.ts';
import { Field } from './field.tsx';
import { HALL_TIME } from './hall-time.ts';

/** As much as the server takes. */
const MAX_TOPIC_CHARS = 200;
/** Fewer digits are no phone number anywhere; the rest is for the server to say. */
const FEWEST_DIGITS = 7;

interface Errors {
  phone?: string;
  form?: string;
}

function check(phone: string, texts: Texts['callback']): Errors {
  const digits = phone.normalize('NFKC').replace(/\D/g, '').length;
  if (digits === 0) return { phone: texts.phoneMissing };
  return digits < FEWEST_DIGITS ? { phone: texts.phoneBad } : {};
}

/** A refusal beside its field. `details` name fields for developers; what the citizen reads is `message`. */
function refused(problem: Problem | null, texts: Texts['callback']): Errors {
  if (problem === null) return { form: texts.unreachable };
  const isPhone = problem.details?.some(({ path }) => path === 'phone') ?? false;
  return isPhone ? { phone: texts.phoneBad } : { form: problem.message };
}

/** “今天 16:30”, "tomorrow, 09:00": the day as people say it, in the hall's own time. */
function moment(iso: string, locale: Locale): string {
  const tag = languageTag(locale);
  const at = new Date(iso);
  const time = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: HALL_TIME,
  });
  const dayOf = (date: Date) => Date.parse(date.toLocaleDateString('en-CA', { timeZone: HALL_TIME }));
  const days = Math.round((dayOf(at) - dayOf(new Date())) / 86_400_000);
  const day =
    days >= 0 && days <= 1
      ? new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(tag, {
          month: 'long',
          day: 'numeric',
          weekday: 'short',
          timeZone: HALL_TIME,
        }).format(at);
  return `${day} ${time.format(at)}`;
}

function Form({ card, locale }: { card: CallbackCard; locale: Locale }) {
  const { callbacks, conversation } = useParts();
  const texts = textsFor(locale).callback;
  const id = useId();
  const [phone, setPhone] = useState('');
  const [topic, setTopic] = useState(card.topic.slice(0, MAX_TOPIC_CHARS));
  const [errors, setErrors] = useState<Errors>({});
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // On a small screen the reason may stand below what is in view.
  useEffect(() => {
    if (errors.phone ?? errors.form)
      form.current?.querySelector('.msg')?.scrollIntoView({ block: 'nearest' });
  }, [errors]);

  function show(found: Errors) {
    setErrors(found);
    if (found.phone) form.current?.querySelector('input')?.focus();
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sending) return;
    const found = check(phone, texts);
    if (found.phone) return show(found);
    setErrors({});
    setSending(true);
    const { threadId } = conversation.getSnapshot();
    const result = await callbacks.file({ threadId, locale, phone, topic, guide: card.guide });
    setSending(false);
    if (!result.ok) show(refused(result.problem, texts));
  }

  return (
    <form className="verify" noValidate onSubmit={submit} ref={form}>
      <Field id={`${id}-phone`} label={texts.phone} hint={texts.phoneHint} error={errors.phone}>
        {(described) => (
          <input
            {...described}
            className="input num"
            type="tel"
            autoComplete="tel"
            maxLength={24}
            value={phone}
            onChange={({ target }) => setPhone(target.value)}
          />
        )}
      </Field>
      <Field id={`${id}-topic`} label={texts.topic} hint={texts.topicHint}>
        {(described) => (
          <textarea
            {...described}
            className="input"
            rows={2}
            maxLength={MAX_TOPIC_CHARS}
            value={topic}
            onChange={({ target }) => setTopic(target.value)}
          />
        )}
      </Field>
      {errors.form && (
        <p className="msg" role="alert">
          <Icon name="alert" />
          {errors.form}
        </p>
      )}
      <footer>
        <button type="submit" className="btn primary" aria-disabled={sending}>
          <Icon name="phone" />
          {sending ? texts.sending : texts.send}
        </button>
      </footer>
    </form>
  );
}

/** What stands: the number to name it by, the place in the queue, by when the call comes. */
function Standing({ callback, locale }: { callback: Callback; locale: Locale }) {
  const { callbacks, toasts } = useParts();
  const texts = textsFor(locale).callback;
  const [isAsking, setAsking] = useState(false);
  async function withdraw() {
    const isDone = await callbacks.withdraw();
    toasts.show({
      icon: isDone ? 'ok' : 'alert',
      text: (words) => (isDone ? words.callback.withdrawn : words.callback.notWithdrawn),
    });
  }
  return (
    <>
      <div className="standing" role="status">
        <p className="ticket">
          <span className="sub">{texts.number}</span>
          <b className="num">{callback.number}</b>
        </p>
        <ul>
          <li>
            <Icon name="user" />
            {texts.ahead(callback.place - 1)}
          </li>
          <li>
            <Icon name="clock" />
            {texts.callBy(moment(callback.callBy, locale))}
          </li>
          <li>
            <Icon name="phone" />
            {texts.tail(callback.phoneTail)}
          </li>
        </ul>
      </div>
      <footer>
        <p className="sub">{texts.keep}</p>
        <button type="button" className="btn line small" onClick={() => setAsking(true)}>
          {texts.withdraw}
        </button>
      </footer>
      {isAsking && <Confirm words={texts.ask} onYes={withdraw} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Offers a call back; once it is asked for, what stands. Nothing is sent before the citizen sends it. */
export function CallbackView({ card, locale }: { card: CallbackCard; locale: Locale }) {
  const { callbacks } = useParts();
  const standing = useSyncExternalStore(callbacks.subscribe, callbacks.getSnapshot);
  const texts = textsFor(locale).callback;
  useEffect(() => callbacks.look(), [callbacks]);
  return (
    <article className="card">
      <header>
        <div>
          <h3>{standing ? texts.standing : card.title}</h3>
          {!standing && <p className="sub">{texts.intro}</p>}
        </div>
      </header>
      {standing ? <Standing callback={standing} locale={locale} /> : <Form card={card} locale={locale} />}
    </article>
  );
}
