/** Errors that stand in the body of an answer or in an event of a stream, whatever the status said. */

type Fields = Partial<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a list begins with: an error may stand in a list of its own (Gemini). One level only, however deep it goes. */
function onlyOf(json: unknown): unknown {
  if (!Array.isArray(json)) return json;
  const list: readonly unknown[] = json;
  return list[0];
}

/**
 * Does a whole body carry an error? An `error` without any words is only a field that a gateway always sends, and
 * no SDK takes it for an error in an answer of its own.
 */
export function bodyCarriesError(json: unknown): boolean {
  const fields = onlyOf(json);
  if (!isFields(fields)) return false;
  return fields['type'] === 'error' || fields['object'] === 'error' || saysSomething(fields['error']);
}

function saysSomething(error: unknown): boolean {
  if (typeof error === 'string') return error.trim() !== '';
  if (typeof error !== 'object' || error === null) return error === true;
  return Object.values(error).some((value) => Boolean(value));
}

/**
 * Is an event of a stream an error? In a stream the official SDKs raise for whatever stands under `error`, an empty
 * object included. Gateways also send flat errors (vLLM, Portkey) and lists of one (Gemini).
 */
export function eventIsError(json: unknown): boolean {
  const fields = onlyOf(json);
  if (!isFields(fields)) return false;
  if (Boolean(fields['error']) || fields['type'] === 'error' || fields['object'] === 'error') return true;
  const says = typeof fields['message'] === 'string' && fields['message'].trim() !== '';
  return says && !('choices' in fields) && looksFailed(fields);
}

function looksFailed(fields: Fields): boolean {
  if (fields['success'] === false || fields['status'] === 'failure') return true;
  return [fields['code'], fields['status'], fields['statusCode']].some((code) => Number(code) >= 400);
}
