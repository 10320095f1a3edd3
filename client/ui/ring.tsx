import type { ReactNode } from 'react';

export type RingState = 'idle' | 'listening' | 'thinking' | 'speaking' | 'interrupted' | 'error';

const dots = (
  <g className="glyph">
    <path d="M17 24v.01" />
    <path d="M24 24v.01" />
    <path d="M31 24v.01" />
  </g>
);
const track = <circle className="track" cx="24" cy="24" r="20" />;

const forms: Readonly<Record<RingState, ReactNode>> = {
  idle: (
    <>
      {track}
      <path className="arc" d="M12.5 40.4A20 20 0 1 1 35.5 40.4" />
      {dots}
    </>
  ),
  listening: (
    <>
      <circle className="halo" cx="24" cy="24" r="22.5" />
      <circle className="arc" cx="24" cy="24" r="18" />
      <g className="glyph fine">
        <path d="M24 15a3.2 3.2 0 0 0-3.2 3.2v4.6a3.2 3.2 0 0 0 6.4 0v-4.6A3.2 3.2 0 0 0 24 15Z" />
        <path d="M17.5 23a6.5 6.5 0 0 0 13 0M24 29.5V33" />
      </g>
    </>
  ),
  thinking: (
    <>
      {track}
      <path className="arc" d="M24 4a20 20 0 0 1 20 20" />
      {dots}
    </>
  ),
  speaking: (
    <>
      {track}
      <path className="arc" d="M12.5 40.4A20 20 0 0 1 7 13.5M35.5 40.4A20 20 0 0 0 41 13.5" />
      <g className="glyph">
        <path d="M17 19v10" />
        <path d="M24 14.5v19" />
        <path d="M31 19v10" />
      </g>
    </>
  ),
  interrupted: (
    <>
      <path className="arc" d="M9 38A20 20 0 0 1 9 10M39 38A20 20 0 0 0 39 10" />
      <g className="glyph">
        <path d="M20 18v12" />
        <path d="M28 18v12" />
      </g>
    </>
  ),
  error: (
    <>
      <circle className="arc" cx="24" cy="24" r="20" strokeDasharray="2 7" />
      <g className="glyph">
        <path d="M24 15v11" />
        <path d="M24 32.5v.01" />
      </g>
    </>
  ),
};

/** What she is doing now, as one form. Decoration: the words stand beside it. */
export function Ring({ state }: { state: RingState }) {
  return (
    <span className="ring" data-state={state} aria-hidden="true">
      <svg viewBox="0 0 48 48" aria-hidden="true">
        {forms[state]}
      </svg>
    </span>
  );
}
