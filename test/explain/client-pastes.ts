import type { Pasted } from './pasted.ts';

/** What programs around the SDKs make of an answer. The wording and all values are made up. */
export const CLIENTS: readonly Pasted[] = [
  ...[
    [404, 'endpoint.not-found', "invalid character 'p' after top-level value", '404 page not found'],
    [
      502,
      'upstream.bad-gateway',
      "invalid character '<' looking for beginning of value",
      PAGE('502 Bad Gateway'),
    ],
    [
      503,
      'upstream.unavailable',
      'unexpected end of JSON input',
      'no server is available to handle this request',
    ],
  ].map(([status, code, complaint, body]): Pasted => ({
    kind: `a decoder's complaint about an answer, ${status}`,
    code: String(code),
    text: `error, status code: ${status}, status: ${status} Something, message: ${complaint}, body: ${body}`,
  })),
  {
    kind: 'a decoder that misses a field of the answer',
    code: 'http.not-json',
    text: 'quizbot: error decoding response body: missing field `choices` at line 1 column 31',
  },
  {
    kind: 'a connection that ends before the answer, in Go',
    code: 'http.closed',
    text: 'Post "https://gw.quiz.example/v1/chat/completions": unexpected EOF',
  },
  ...[
    [401, 'key.rejected'],
    [429, 'rate.limited'],
    [503, 'upstream.unavailable'],
  ].map(([status, code]): Pasted => ({
    kind: `a trial of a key, ${status}`,
    code: String(code),
    text: `The credentials validation failed with status code ${status}`,
  })),
  {
    kind: 'a field that Google does not know',
    code: 'request.unsupported-parameter',
    text: '{"error":{"message":"The provider returned an error","code":400,"metadata":{"raw":"{\\"error\\":{\\"code\\":400,\\"message\\":\\"Invalid JSON payload received. Unknown name \\\\\\"seedling\\\\\\" at \'config\'\\"}}"}}}',
  },
  {
    kind: 'an address without a scheme, in Java',
    code: 'url.invalid',
    text: 'java.lang.IllegalArgumentException: URI is not absolute\n\tat quiz.Client.call(Client.java:7)',
  },
  {
    kind: 'an error in the details of another',
    code: 'request.unsupported-parameter',
    text: '{"error":"PROVIDER_FAILED","details":{"title":"The provider did not answer","detail":"It said: {\\"error\\":{\\"message\\":\\"Unknown parameter: \'seedling\'.\\",\\"code\\":\\"unknown_parameter\\"}}"}}',
  },
  {
    kind: 'a check of the form of the answer',
    code: 'http.not-json',
    text: 'quiz.UnexpectedAnswer: 2 validation errors for ChatCompletion\nid\n  Input should be a valid string [type=string_type, input_value=None]\nchoices\n  Input should be a valid list',
  },
  {
    kind: 'the same of a request',
    code: 'request.invalid',
    text: "quiz.server: 1 validation error for ChatCompletionRequest\nmodel\n  Field required [type=missing, input_value={'messages': []}]",
  },
  {
    kind: 'a sign-in of the platform',
    code: 'access.sign-in-required',
    text: 'Invalid IAP credentials: empty token',
  },
  {
    kind: 'a list of models that a client keeps itself',
    code: 'model.not-found',
    text: "ValueError: Unknown model 'deepseek-chat'. Please provide a valid OpenAI model name in: gpt-4, gpt-4o",
  },
  {
    kind: 'a header that a gateway asks for',
    code: 'request.missing-parameter',
    text: '{"status":"failure","message":"The x-quiz-route header is required"}',
  },
  {
    kind: 'an endpoint twice, under a status of what passes it on',
    code: 'url.endpoint-included',
    text: "400: Backend: 404, message='Not Found', url=URL('http://localhost:4000/v1/chat/completions/chat/completions')",
  },
  {
    kind: 'a model without the prefix that the client wants',
    code: 'model.not-found',
    text: 'litellm.BadRequestError: LLM Provider NOT provided. You passed model=deepseek-chat',
  },
];

function PAGE(title: string): string {
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
}
