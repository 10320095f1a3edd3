import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { requestGrant } from '#client/conversation/index.ts';
import { Icon, type Texts, textsFor } from '#client/ui/index.ts';
import type { Locale, Problem, VerifyCard } from '#protocol/index.ts';
import { useParts } from '../parts.ts';
import { formatReceipt, isReceiptComplete } from '../receipt.ts';
import { Field } from './field.tsx';

type FieldName = 'receipt' | 'idLast4';
type Errors = Partial<Record<FieldName | 'form', string>>;

const LAST_4 = /^\d{3}[\dXx]$/;

function check(values: Record<FieldName, string>, texts: Texts['verify']): Errors {
  const errors: Errors = {};
  if (values.receipt === '') errors.receipt = texts.receiptMissing;
  else if (!isReceiptComplete(values.receipt)) errors.receipt = texts.receiptShort;
  if (values.idLast4 === '') errors.idLast4 = texts.idLast4Missing;
  else if (!LAST_4.test(values.idLast4)) errors.idLast4 = texts.idLast4Bad;
  return errors;
}

/** A refusal as errors by field. `details` name fields for developers; what the citizen reads is `message`. */
function refused(problem: Problem | null, texts: Texts['verify']): Errors {
  if (problem === null) return { form: texts.unreachable };
  const paths = (problem.details ?? []).map(({ path }) => path);
  if (paths.includes('idLast4')) return { idLast4: texts.idLast4Bad };
  if (paths.includes('receipt')) return { receipt: texts.receiptShort };
  return { form: problem.message };
}

function Form({ card, locale }: { card: VerifyCard; locale: Locale }) {
  const { reception } = useParts();
  const texts = textsFor(locale).verify;
  const id = useId();
  const [values, setValues] = useState({ receipt: '', idLast4: '' });
  const [errors, setErrors] = useState<Errors>({});
  const [sending, setSending] = useState(false);
  const receipt = useRef<HTMLInputElement>(null);
  const idLast4 = useRef<HTMLInputElement>(null);

  // The citizen was asked for this: the next thing to do is to fill it in.
  useEffect(() => receipt.current?.focus({ preventScroll: true }), []);

  const form = useRef<HTMLFormElement>(null);
  // On a small screen the reason may stand below what is in view.
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector('.msg')?.scrollIntoView({ block: 'nearest' });
  }, [errors]);

  const show = (found: Errors) => {
    setErrors(found);
    const first = found.receipt ? receipt : found.idLast4 ? idLast4 : receipt;
    first.current?.focus();
  };
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sending) return;
    const found = check(values, texts);
    if (Object.keys(found).length > 0) return show(found);
    setErrors({});
    setSending(true);
    const result = await requestGrant({ ...values, locale });
    setSending(false);
    if (result.ok) reception.ask(card.say);
    else show(refused(result.problem, texts));
  }

  return (
    <form className="verify" noValidate onSubmit={submit} ref={form}>
      <Field id={`${id}-receipt`} label={texts.receipt} hint={texts.receiptHint} error={errors.receipt}>
        {(described) => (
          <input
            {...described}
            ref={receipt}
            className="input receipt"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="HC-2026-XXXX-XXXX-X"
            value={values.receipt}
            onChange={({ target }) => {
              // Formatting under a caret in mid-word would throw it to the end.
              const atEnd = target.selectionStart === target.value.length;
              const typed = target.value.length > values.receipt.length && atEnd;
              setValues({ ...values, receipt: typed ? formatReceipt(target.value) : target.value });
            }}
            onBlur={() => setValues({ ...values, receipt: formatReceipt(values.receipt) })}
          />
        )}
      </Field>
      <Field id={`${id}-last4`} label={texts.idLast4} hint={texts.idLast4Hint} error={errors.idLast4}>
        {(described) => (
          <input
            {...described}
            ref={idLast4}
            className="input last4"
            autoComplete="off"
            inputMode="text"
            maxLength={4}
            spellCheck={false}
            value={values.idLast4}
            onChange={({ target }) => setValues({ ...values, idLast4: target.value.toUpperCase() })}
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
          {sending ? texts.sending : texts.submit}
        </button>
      </footer>
    </form>
  );
}

export interface VerifyProps {
  card: VerifyCard;
  locale: Locale;
  isOpen: boolean;
}

/** Proof that a case is the citizen's own. What is typed here goes to the case office, never into the conversation. */
export function VerifyView({ card, locale, isOpen }: VerifyProps) {
  const texts = textsFor(locale).verify;
  return (
    <article className="card">
      <header>
        <div>
          <h3>{card.title}</h3>
          <p className="sub">{isOpen ? texts.hint : texts.over}</p>
        </div>
      </header>
      {isOpen && <Form card={card} locale={locale} />}
    </article>
  );
}
