import { useEffect, useRef } from 'react';
import { Icon, useSettings, useTexts } from '#client/ui/index.ts';
import { PhoneLink } from './cards/phone-link.tsx';
import { useHall, useParts } from './parts.ts';

export const HALL_NOTICE_ID = 'hall-notice';
/** The city's hotline, day and night. */
const HOTLINE = '12345';

/** That her answers are switched off, in the words of the staff, and whom to call meanwhile. */
export function HallNotice() {
  const { answering, notice } = useHall();
  const { toasts } = useParts();
  const { locale } = useSettings();
  const texts = useTexts().hall;
  const wasOff = useRef(false);
  useEffect(() => {
    if (answering && wasOff.current) toasts.show({ icon: 'ok', text: (words) => words.hall.back });
    wasOff.current = !answering;
  }, [answering, toasts]);
  if (answering) return null;
  return (
    <div className="notice hall-notice" role="status" id={HALL_NOTICE_ID} tabIndex={-1}>
      <Icon name="pause" />
      <div>
        <p>
          <b>{texts.title}</b>
          <PhoneLink phone={HOTLINE} locale={locale} />
        </p>
        {notice !== null && <span>{notice}</span>}
      </div>
    </div>
  );
}
