/** What went wrong with a language model. `refused`: no answer at all; `cut`: it broke off; `limit`: it would not end. */
export type TroubleCode = 'refused' | 'stalled' | 'cut' | 'malformed' | 'empty' | 'limit';

/** The writer failed. Sentences given before stay; another writer takes over. Carries nothing of the conversation. */
export class ModelTrouble extends Error {
  override name = 'ModelTrouble';
  readonly code: TroubleCode;
  constructor(code: TroubleCode, options?: ErrorOptions) {
    super(`the language model failed: ${code}`, options);
    this.code = code;
  }
}
