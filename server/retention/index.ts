export { forgetByAge, type RetentionOptions, startRetention } from './retention.ts';
export type { RetentionDays } from './rules.ts';
