import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon, type IconName, Theme, useSettings, useTexts, Wordmark } from '#client/ui/index.ts';
import { EraseButton } from './erase.tsx';
import { HALL_NOTICE_ID } from './hall-notice.tsx';
import { useHall, useParts } from './parts.ts';

const THEME_ICONS: Readonly<Record<Theme, IconName>> = { light: 'sun', dark: 'moon', contrast: 'contrast' };

function ThemeButton() {
  const { theme, set } = useSettings();
  const texts = useTexts().header;
  const themes = Theme.options;
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'light';
  const label = texts.nextTheme(texts.themes[theme], texts.themes[next]);
  return (
    <button type="button" className="icon-btn wide-only" onClick={() => set({ theme: next })} title={label}>
      <Icon name={THEME_ICONS[theme]} />
      <span className="vh">{label}</span>
    </button>
  );
}

function LanguageSwitch() {
  const { locale, set } = useSettings();
  const texts = useTexts().header;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into a row of buttons
    <span className="seg" role="group" aria-label={texts.language}>
      <button type="button" aria-pressed={locale === 'zh'} lang="zh-CN" onClick={() => set({ locale: 'zh' })}>
        中文
      </button>
      <button type="button" aria-pressed={locale === 'en'} lang="en" onClick={() => set({ locale: 'en' })}>
        EN
      </button>
    </span>
  );
}

/** What does not fit beside the wordmark of a narrow screen. */
function Menu({ children }: { children: ReactNode }) {
  const texts = useTexts().header;
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey, { capture: true });
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [open]);

  return (
    <div className="menu narrow-only" ref={root}>
      <button
        ref={button}
        type="button"
        className="icon-btn"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name="menu" />
        <span className="vh">{texts.menu}</span>
      </button>
      <div className="menu-panel card" id={id} hidden={!open}>
        {children}
      </div>
    </div>
  );
}

/** Brand, the citizen's own cases, how the page looks and speaks, and the way to a person. */
export function Header() {
  const { locale, theme, size, captions, set } = useSettings();
  const all = useTexts();
  const texts = all.header;
  const { reception } = useParts();
  const { answering } = useHall();
  const isElder = size === 'elder';
  const toggleSize = () => set({ size: isElder ? 'normal' : 'elder' });
  const askPerson = () => {
    if (answering) reception.ask(all.suggestions.person);
    else document.getElementById(HALL_NOTICE_ID)?.focus();
  };
  const askCases = () => reception.ask(all.suggestions.myCases);

  return (
    <header className="top">
      <a className="brand" href="/">
        <Wordmark label={all.brand} />
        <span className="org">{all.organisation}</span>
      </a>
      <nav aria-label={texts.label}>
        <button type="button" className="btn plain wide-only" disabled={!answering} onClick={askCases}>
          <Icon name="folder" />
          {texts.myCases}
        </button>
        <button type="button" className="btn plain wide-only" aria-pressed={isElder} onClick={toggleSize}>
          <Icon name="letters" />
          {texts.largeText}
        </button>
        <ThemeButton />
        <LanguageSwitch />
        <button type="button" className="btn line wide-only" onClick={askPerson}>
          <Icon name="headset" />
          {texts.person}
        </button>
        <button
          type="button"
          className="icon-btn narrow-only size-toggle"
          aria-pressed={isElder}
          onClick={toggleSize}
        >
          <Icon name="letters" />
          <span className="vh">{texts.largeText}</span>
        </button>
        <button type="button" className="icon-btn narrow-only" onClick={askPerson}>
          <Icon name="headset" />
          <span className="vh">{texts.person}</span>
        </button>
        <Menu>
          <button type="button" className="btn line" disabled={!answering} onClick={askCases}>
            <Icon name="folder" />
            {texts.myCases}
          </button>
          <button type="button" className="btn line" aria-pressed={isElder} onClick={toggleSize}>
            <Icon name={isElder ? 'ok' : 'letters'} />
            {texts.largeText}
          </button>
          <button
            type="button"
            className="btn line"
            aria-pressed={captions}
            onClick={() => set({ captions: !captions })}
          >
            <Icon name={captions ? 'ok' : 'captions'} />
            {all.stage.captions}
          </button>
          <fieldset className="themes">
            <legend>{texts.theme}</legend>
            {Theme.options.map((each) => (
              <button
                key={each}
                type="button"
                className="btn line small"
                lang={locale === 'zh' ? 'zh-CN' : 'en'}
                aria-pressed={each === theme}
                onClick={() => set({ theme: each })}
              >
                <Icon name={THEME_ICONS[each]} />
                {texts.themes[each]}
              </button>
            ))}
          </fieldset>
          <EraseButton className="btn plain" />
        </Menu>
      </nav>
    </header>
  );
}
