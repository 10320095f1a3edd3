/** What is kept in DATA_DIR cannot be opened or brought up to date. The message names the file and the remedy. */
export class StoreError extends Error {
  override name = 'StoreError';
}
