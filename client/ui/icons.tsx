import type { ReactNode } from 'react';

const shapes = {
  mic: (
    <>
      <path d="M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3Z" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </>
  ),
  micOff: (
    <>
      <path d="M9 9v3a3 3 0 0 0 5 2.2M15 11V6a3 3 0 0 0-5.700-1.300" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 10.600 5M18.300 13a6.500 6.500 0 0 0 .2-1.500M12 18v3M4 4l16 16" />
    </>
  ),
  stop: <rect x="6.5" y="6.5" width="11" height="11" rx="2" fill="currentColor" />,
  send: <path d="M12 19V5M6 11l6-6 6 6" />,
  sound: (
    <>
      <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z" />
      <path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />
    </>
  ),
  mute: (
    <>
      <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z" />
      <path d="m16 9.5 5 5m0-5-5 5" />
    </>
  ),
  replay: (
    <>
      <path d="M4.5 12a7.5 7.5 0 1 0 2.3-5.4L4.5 8.8" />
      <path d="M4.5 4.3v4.5H9" />
    </>
  ),
  captions: (
    <>
      <rect x="3" y="5.5" width="18" height="13" rx="2.5" />
      <path d="M10 10.500a2 2 0 1 0 0 3M16.500 10.500a2 2 0 1 0 0 3" />
    </>
  ),
  headset: (
    <>
      <path d="M4.5 14v-2a7.5 7.5 0 0 1 15 0v2" />
      <path d="M4.5 13.5H7v5H6A1.5 1.5 0 0 1 4.5 17ZM19.5 13.5H17v5h1a1.500 1.500 0 0 0 1.500-1.500ZM18 18.500c-.5 1.500-2 2.500-4.500 2.500" />
    </>
  ),
  folder: <path d="M3.5 7a2 2 0 0 1 2-2h4l2 2.500h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z" />,
  chevron: <path d="m9 6 6 6-6 6" />,
  phone: (
    <path d="M6.500 4H9l1.500 4-2 1.500a11 11 0 0 0 6 6l1.500-2 4 1.500v2.500A1.500 1.500 0 0 1 18.500 19 14 14 0 0 1 5 5.500 1.500 1.500 0 0 1 6.500 4Z" />
  ),
  baby: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M9.5 11v.01M14.5 11v.01M9.5 14.5c1.4 1.3 3.6 1.3 5 0M12 4c-.5 1.2.2 2.2 1.5 2.2" />
    </>
  ),
  shop: (
    <path d="M4.5 10v9h15v-9M3.5 9 5 4.500h14L20.500 9c0 1.500-1.200 2.500-2.700 2.500S15 10.500 15 9c0 1.500-1.300 2.500-3 2.500S9 10.500 9 9c0 1.500-1.300 2.500-2.800 2.500S3.500 10.500 3.500 9Z" />
  ),
  rings: (
    <>
      <circle cx="9.5" cy="14" r="5.5" />
      <circle cx="14.5" cy="10" r="5.5" />
    </>
  ),
  home: <path d="M4 11 12 4.500l8 6.500M6 10v9h12v-9" />,
  health: (
    <path d="M12 20s-7.5-4.3-7.5-10A4.2 4.2 0 0 1 12 7.300 4.200 4.200 0 0 1 19.500 10c0 5.700-7.500 10-7.500 10Z" />
  ),
  book: (
    <path d="M12 6.500C10 5 7 4.500 4 5v13.500c3-.5 6 0 8 1.500 2-1.500 5-2 8-1.500V5c-3-.5-6 0-8 1.500ZM12 6.500V20" />
  ),
  card: (
    <>
      <rect x="3" y="5.5" width="18" height="13" rx="2.500" />
      <circle cx="8.500" cy="11" r="1.800" />
      <path d="M5.800 15.500c.5-1.500 1.500-2.200 2.700-2.200s2.200.7 2.700 2.200M14 10h4M14 13.500h4" />
    </>
  ),
  paper: (
    <>
      <path d="M7 3.500h7l4 4v13H7Z" />
      <path d="M14 3.500v4h4M10 12.500h5M10 16h5" />
    </>
  ),
  alert: <path d="M12 4 2.800 19.500h18.400ZM12 10v4.500M12 17v.01" />,
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5M12 8v.01" />
    </>
  ),
  ok: <path d="m5 12.500 4.500 4.500L19 7.500" />,
  close: <path d="m6.500 6.500 11 11m0-11-11 11" />,
  letters: <path d="m3 18 4.500-12L12 18M4.500 14h6M13.500 18l3-8 3 8M14.500 15.500h4" />,
  moon: <path d="M19.5 14.5A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10Z" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400" />
    </>
  ),
  contrast: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 3.500a8.500 8.500 0 0 1 0 17Z" fill="currentColor" />
    </>
  ),
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  offline: (
    <path d="M3 9c5-4.700 13-4.700 18 0M6.500 12.500c3-3 8-3 11 0M10 16c1-1.200 3-1.200 4 0M12 19v.01M4 3l16 18" />
  ),
  out: <path d="M13.500 5H19v5.500M19 5l-8 8M16.500 13.500V19H5V7.500h5.500" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A line drawing of 24 × 24 in the colour of the text around it. Decoration: its meaning stands in words beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
