import { Icon, useTexts } from '#client/ui/index.ts';
import type { ChoicesCard } from '#protocol/index.ts';
import { useParts } from '../parts.ts';

/** A question back to the citizen; a choice is sent as their next message. */
export function ChoicesView({ card, isOpen }: { card: ChoicesCard; isOpen: boolean }) {
  const { reception } = useParts();
  const texts = useTexts().choices;
  return (
    <article className="card">
      <header>
        <div>
          <h3>{card.title}</h3>
          {isOpen && <p className="sub">{texts.hint}</p>}
        </div>
      </header>
      <div className="pick">
        {card.options.map(({ label, say }) => (
          <button key={say} type="button" className="btn line" onClick={() => reception.ask(say)}>
            {label}
            <Icon name="chevron" />
          </button>
        ))}
      </div>
    </article>
  );
}
