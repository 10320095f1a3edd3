/** The part of the application's logger that this room uses. No text to be spoken is ever logged. */
export interface Log {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
