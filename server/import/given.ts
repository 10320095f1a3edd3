type Sure<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };
type Unsure<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** An object without the keys that hold undefined, as `exactOptionalPropertyTypes` wants them. */
export function given<T extends Record<string, unknown>>(object: T): Sure<T> & Unsure<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Sure<T> &
    Unsure<T>;
}
