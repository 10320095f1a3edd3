const CLOUD =
  'M22.2 1.2 20 3.9H4.1L4.3 4.8H25.2C25.6 4.8 26 4.6 26.1 4.3C24.6 3.1 22.2 1.2 22.2 1.2ZM18.4 17 18.1 17.2C19.7 19 21.3 21.4 22.6 23.8C16.2 24.1 10 24.2 6.4 24.3C10 22 14.4 18.3 16.5 15.6C17.2 15.7 17.6 15.4 17.7 15.1L13.7 13H28.2C28.6 13 29 12.9 29.1 12.6C27.6 11.3 25.1 9.4 25.1 9.4L22.9 12.2H1.1L1.3 13H12.7C11.3 16.4 7.4 21.8 4.8 23.5C4.5 23.8 3.5 24 3.5 24L4.9 28.6C5.2 28.4 5.6 28.2 5.9 27.8C13.1 26.7 19 25.6 23 24.7C23.7 25.9 24.1 27.2 24.4 28.3C28.7 31.6 31.4 22.3 18.4 17Z';
const HALL =
  'M57.3 1 55.3 3.5H39.7L35.5 1.8V11.2C35.5 17.1 35.2 23.6 31.9 28.9L32.2 29.1C38.7 24.3 39.1 16.8 39.1 11.2V4.3H59.9C60.3 4.3 60.6 4.2 60.7 3.9C59.4 2.7 57.3 1 57.3 1ZM56.6 7.3 54.7 9.9H39.6L39.9 10.7H47.9V24.4C47.9 24.8 47.7 25 47.2 25C46.5 25 43.1 24.8 43.1 24.8V25.1C44.8 25.4 45.5 25.8 46 26.3C46.5 26.8 46.7 27.7 46.7 28.9C50.9 28.5 51.6 26.9 51.6 24.5V10.7H59.2C59.6 10.7 60 10.6 60 10.2C58.8 9 56.6 7.3 56.6 7.3Z';

/** The moon gate over its threshold, then the two characters of the name. `label` is read aloud. */
export function Wordmark({ label }: { label: string }) {
  return (
    <>
      <svg className="gate" viewBox="0 0 32 32" aria-hidden="true">
        <path
          d="M8.6 26.3A13 13 0 1 1 23.4 26.3"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.2"
          strokeLinecap="round"
        />
        <path
          d="M4.5 28.6c3.5 0 4.3-3.4 8-3.4s4.2 3.4 7.6 3.4 4-1.6 7.4-1.6"
          fill="none"
          stroke="var(--accent-line)"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
      </svg>
      <svg className="wordmark" viewBox="0 0 62 30" role="img" aria-label={label}>
        <path d={CLOUD} />
        <path d={HALL} />
      </svg>
    </>
  );
}
