import type { ReactNode } from 'react';
import { Icon, type IconName, type Texts, useSettings, useTexts } from '#client/ui/index.ts';
import { useHall, useParts } from './parts.ts';

type Service = keyof Texts['suggestions']['items'];

interface Offer {
  service: Service;
  icon: IconName;
  /** What to read about it while she does not answer. */
  guide: string;
}

export const SERVICES: readonly Offer[] = [
  { service: 'newborn', icon: 'baby', guide: 'newborn-one-thing' },
  { service: 'school', icon: 'book', guide: 'school-enrolment' },
  { service: 'idCard', icon: 'card', guide: 'id-card-renewal' },
  { service: 'residence', icon: 'paper', guide: 'residence-permit' },
  { service: 'marriage', icon: 'rings', guide: 'marriage-registration' },
  { service: 'medical', icon: 'health', guide: 'cross-province-medical' },
  { service: 'housingFund', icon: 'home', guide: 'housing-fund-withdrawal' },
  { service: 'company', icon: 'shop', guide: 'company-one-thing' },
];

/** Asks about a service; while she does not answer, opens its guide. */
function Take({ offer, className, children }: { offer: Offer; className: string; children: ReactNode }) {
  const { reception } = useParts();
  const { answering } = useHall();
  const { locale } = useSettings();
  const { suggestions, source } = useTexts();
  const { service, icon, guide } = offer;
  if (answering)
    return (
      <button
        type="button"
        className={className}
        onClick={() => reception.ask(suggestions.items[service].ask)}
      >
        <Icon name={icon} />
        {children}
      </button>
    );
  return (
    <a className={className} href={`/guides/${guide}?lang=${locale}`} target="_blank" rel="noopener">
      <Icon name={icon} />
      {children}
      <span className="vh">{source.newWindow}</span>
    </a>
  );
}

/** What an empty conversation shows: who she is and eight questions to begin with. */
export function Welcome() {
  const { suggestions: texts, hall, source } = useTexts();
  const { answering } = useHall();
  return (
    <div className="welcome" aria-live="off">
      <h1>{answering ? texts.title : hall.guides}</h1>
      <p className="intro">{answering ? texts.intro : hall.guidesIntro}</p>
      <ul aria-label={texts.label}>
        {SERVICES.map((offer) => (
          <li key={offer.service}>
            <Take offer={offer} className="suggestion">
              <span>
                <b>{texts.items[offer.service].label}</b>
                <span>{answering ? texts.items[offer.service].ask : source.read}</span>
              </span>
            </Take>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same eight as a row, once there is a conversation. */
export function Chips() {
  const texts = useTexts().suggestions;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into a row of buttons
    <div className="chips" role="group" aria-label={texts.label}>
      {SERVICES.map((offer) => (
        <Take key={offer.service} offer={offer} className="chip">
          {texts.items[offer.service].label}
        </Take>
      ))}
    </div>
  );
}
