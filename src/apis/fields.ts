import * as v from 'valibot';

/**
 * Fields as gateways really send them. What is of another type than documented is read as absent: a gateway that
 * counts tokens in text still gave a good answer.
 */
export const OptionalText = v.fallback(v.nullish(v.string()), null);

/** An id or name, which some gateways send as a number. */
export const OptionalName = v.fallback(
  v.nullish(v.union([v.string(), v.pipe(v.number(), v.transform(String))])),
  null,
);

const Numeric = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.nonEmpty(), v.transform(Number))]),
  v.finite(),
);

/** A number, or a text that is one. */
export const OptionalNumber = v.fallback(v.nullish(Numeric), null);

/** A whole number of tokens, from 0. */
export function tokenCount(value: number | null | undefined): number {
  return Math.max(0, Math.round(value ?? 0));
}
