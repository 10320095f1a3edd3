import type { ReactNode } from 'react';
import { Icon } from '#client/ui/index.ts';

export interface FieldProps {
  id: string;
  label: string;
  hint: string;
  error?: string | undefined;
  children(described: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }): ReactNode;
}

/** A labelled field of a form with its hint and, when there is one, what is wrong with it. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className={error ? 'field error' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      {children({
        id,
        'aria-describedby': error ? `${id}-error ${id}-hint` : `${id}-hint`,
        'aria-invalid': error !== undefined,
      })}
      {error && (
        <p className="msg" id={`${id}-error`}>
          <Icon name="alert" />
          {error}
        </p>
      )}
    </div>
  );
}
