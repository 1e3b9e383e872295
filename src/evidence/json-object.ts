/** The text as a JSON object; null for anything else. */
export function jsonObject(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null;
  try {
    return asObject(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    return null;
  }
}

/** A plain object as a record; null for arrays and all else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
}

/** A string of at most 200 characters; null for anything else. */
export function shortText(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= 200 ? value : null;
}
