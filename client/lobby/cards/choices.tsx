import { Icon, textsFor } from '#client/ui/index.ts';
import type { ChoicesCard, Locale } from '#protocol/index.ts';
import { useParts } from '../parts.ts';

export interface ChoicesProps {
  card: ChoicesCard;
  locale: Locale;
  isOpen: boolean;
}

/** A question back to the citizen; a choice is sent as their next message. Numbered: “the second one” can be said. */
export function ChoicesView({ card, locale, isOpen }: ChoicesProps) {
  const { reception } = useParts();
  const texts = textsFor(locale).choices;
  return (
    <article className="card">
      <header>
        <div>
          <h3>{card.title}</h3>
          {isOpen && <p className="sub">{texts.hint}</p>}
        </div>
      </header>
      <div className="pick">
        {card.options.map(({ label, say }, index) => (
          <button key={say} type="button" className="btn line" onClick={() => reception.ask(say)}>
            <span className="nth num">{index + 1}</span>
            <span className="label">{label}</span>
            <Icon name="chevron" />
          </button>
        ))}
      </div>
    </article>
  );
}
