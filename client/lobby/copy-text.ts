/** Whether there is a clipboard: pages served over plain HTTP, as inside office networks, have none. */
export const canCopy = (): boolean => 'clipboard' in navigator;

/** Puts a text on the clipboard; false when the browser does not let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
