import { buildAvatar, isAvatarStale } from '#scripts/avatar/index.ts';
import { step } from '#server/progress.ts';
import { buildPage, isPageStale, PAGE_DIR } from './page.ts';

export { PAGE_DIR };

/** Builds what is missing or stale: the avatar's files and the pages. `force` builds the pages in any case. */
export async function buildStale({ force = false } = {}): Promise<void> {
  if (await isAvatarStale()) await step('avatar', buildAvatar, (built) => `${built.length} files built`);
  if (force || (await isPageStale())) await step('pages', buildPage, () => `built into ${PAGE_DIR}`);
}
