/** Headers that carry a request's id, the gateway's own before those of what stands in front. */
const ID_HEADERS = [
  'x-oneapi-request-id',
  'x-litellm-call-id',
  'x-generation-id',
  'x-request-id',
  'request-id',
  'apim-request-id',
  'x-ms-request-id',
  'x-amzn-requestid',
  'x-amz-request-id',
  'x-ds-trace-id',
  'x-portkey-trace-id',
  'x-kong-request-id',
  'x-groq-request-id',
  'helicone-id',
  'x-correlation-id',
  'x-trace-id',
  'x-vercel-id',
  'cf-ray',
  'x-azure-ref',
  'x-amz-cf-id',
] as const;

/** The id that a provider's or gateway's support can look up; null where the answer has none. */
export function requestIdOf(headers: Readonly<Record<string, string>>, body?: string): string | null {
  for (const name of ID_HEADERS) {
    const value = headers[name]?.trim();
    if (value !== undefined && /^[\x21-\x7e]{1,200}$/.test(value)) return value;
  }
  const looked = (body ?? '').slice(0, 20_000);
  const found =
    /\(request id:\s*([\w-]{6,100})\)/i.exec(looked) ?? /"request_?id"\s*:\s*"([\w-]{6,100})"/i.exec(looked);
  return found?.[1] ?? null;
}
