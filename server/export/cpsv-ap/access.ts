import type { GuideFields } from '#protocol/index.ts';
import { phonesIn } from '../phones.ts';
import { byPlace, type Entry, entriesOf, wordsOf } from '../services.ts';
import type { Node } from './node.ts';
import { type Scope, said } from './scope.ts';

type Place = GuideFields['locations'][number];

const placesOf = ({ service, stated }: Scope): readonly Entry<Place>[] =>
  stated('locations', () => entriesOf(service, ({ locations }) => locations, byPlace));

const hoursOf = ({ part }: Scope, place: Entry<Place>): Node => ({
  '@id': part(`hours-${place.key}`)['@id'],
  '@type': 'time:TemporalEntity',
  description: place.words(({ hours }) => hours),
});

/** Ways to apply: one `cv:Channel` for each place with a window, one for each other way. */
export function channelsOf(scope: Scope): readonly Node[] {
  const { service, main, shared, baseUrl, part, stated } = scope;
  const typeOf = (channel: GuideFields['handling']['channels'][number]) =>
    shared.concept('channel', channel, (texts) => texts.channel[channel]);
  const windows = () =>
    placesOf(scope).map(
      (place): Node => ({
        ...part(`window-${place.key}`),
        '@type': 'cv:Channel',
        title: place.words(({ name }) => name),
        description: place.words((_place, { handling }) => handling.notes),
        type: typeOf('window'),
        openingHours: hoursOf(scope, place),
        address: {
          '@id': part(`address-${place.key}`)['@id'],
          '@type': 'locn:Address',
          fullAddress: place.words(({ address }) => address),
        },
        telephone: phonesIn(place.main.phone),
      }),
    );
  return stated('handling', () =>
    main.handling.channels.flatMap((channel): readonly Node[] => {
      const places = channel === 'window' ? windows() : [];
      if (places.length > 0) return places;
      const online = (channel === 'web' || channel === 'mobile') && main.handling.online !== null;
      return [
        {
          ...part(`channel-${channel}`),
          '@type': 'cv:Channel',
          title: scope.words((texts) => texts.channel[channel]),
          description: wordsOf(service, ({ handling }) => handling.notes),
          type: typeOf(channel),
          page: online ? [document(`${baseUrl}${main.handling.online}`)] : undefined,
        },
      ];
    }),
  );
}

/** A web page as `foaf:Document`. */
export const document = (address: string): Node => ({ '@id': address, '@type': 'foaf:Document' });

/** Whom to ask, whom to complain to, and each place by itself, as `cv:ContactPoint`. */
export function contactPointsOf(scope: Scope): readonly Node[] {
  const { service, main, part, stated } = scope;
  const lines = stated('contacts', () =>
    (['consult', 'complaint'] as const).map(
      (line): Node => ({
        ...part(`contact-${line}`),
        '@type': 'cv:ContactPoint',
        title: scope.words((texts) => texts[line]),
        description: wordsOf(service, (guide) => said(guide, () => [guide.contacts[line]])),
        telephone: phonesIn(main.contacts[line]),
      }),
    ),
  );
  const places = placesOf(scope).map(
    (place): Node => ({
      ...part(`contact-${place.key}`),
      '@type': 'cv:ContactPoint',
      title: place.words(({ name }) => name),
      telephone: phonesIn(place.main.phone),
      openingHours: part(`hours-${place.key}`)['@id'],
    }),
  );
  return [...lines, ...places];
}
