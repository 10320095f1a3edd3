import { Icon, type IconName, type Texts, useTexts } from '#client/ui/index.ts';
import { useParts } from './parts.ts';

type Service = keyof Texts['suggestions']['items'];

const SERVICES: readonly { service: Service; icon: IconName }[] = [
  { service: 'newborn', icon: 'baby' },
  { service: 'school', icon: 'book' },
  { service: 'idCard', icon: 'card' },
  { service: 'residence', icon: 'paper' },
  { service: 'marriage', icon: 'rings' },
  { service: 'medical', icon: 'health' },
  { service: 'housingFund', icon: 'home' },
  { service: 'company', icon: 'shop' },
];

/** What an empty conversation shows: who she is and eight questions to begin with. */
export function Welcome() {
  const { reception } = useParts();
  const texts = useTexts().suggestions;
  return (
    <div className="welcome" aria-live="off">
      <h1>{texts.title}</h1>
      <p className="intro">{texts.intro}</p>
      <ul aria-label={texts.label}>
        {SERVICES.map(({ service, icon }) => (
          <li key={service}>
            <button
              type="button"
              className="suggestion"
              onClick={() => reception.ask(texts.items[service].ask)}
            >
              <Icon name={icon} />
              <span>
                <b>{texts.items[service].label}</b>
                <span>{texts.items[service].ask}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same eight as a row, once there is a conversation. */
export function Chips() {
  const { reception } = useParts();
  const { suggestions: texts, conversation } = useTexts();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into a row of buttons
    <div className="chips" role="group" aria-label={texts.label}>
      {SERVICES.map(({ service, icon }) => (
        <button
          key={service}
          type="button"
          className="chip"
          onClick={() => reception.ask(texts.items[service].ask)}
        >
          <Icon name={icon} />
          {texts.items[service].label}
        </button>
      ))}
      <button type="button" className="chip" onClick={reception.clear}>
        <Icon name="close" />
        {conversation.clear}
      </button>
    </div>
  );
}
