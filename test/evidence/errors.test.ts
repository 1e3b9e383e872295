import { describe, expect, it } from 'vitest';
import { toAnswerEvidence } from '../../src/evidence/answer.ts';
import { NOTHING_ASKED } from '../../src/evidence/nothing-asked.ts';
import type { AnswerEvidence, Ask } from '../../src/evidence/types.ts';

const ASK: Ask = { ...NOTHING_ASKED, api: 'openai', operation: 'chat' };

function read(
  body: unknown,
  status: number | null = 400,
  headers: Record<string, string> = {},
): AnswerEvidence {
  return toAnswerEvidence(ASK, {
    status,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const messages = (answer: AnswerEvidence) => answer.errors.map((layer) => layer.message);

describe('errors are found in every shape', () => {
  it.each<[string, unknown, string]>([
    ['an object', { error: { message: 'no' } }, 'no'],
    ['a text', { error: 'no' }, 'no'],
    ['a list inside', { error: [{ code: 1, message: 'no' }] }, 'no'],
    ['a list outside', [{ error: { message: 'no' } }], 'no'],
    ['flat, marked', { object: 'error', message: 'no' }, 'no'],
    ['a message alone', { message: 'no' }, 'no'],
    ['a console answer', { success: false, message: 'no' }, 'no'],
    ['a detail', { detail: 'no' }, 'no'],
    ['a problem', { title: 'no', status: 400 }, 'no'],
    ['a fault', { fault: { faultstring: 'no' } }, 'no'],
    ['a JSON string', JSON.stringify('no'), 'no'],
    ['plain text', 'no', 'no'],
    ['XML', '<?xml version="1.0"?><Error><Code>X</Code><Message>no</Message></Error>', 'no'],
    ['a name of another tongue', { succes: false, code: 4021, erreur: 'Plus de crédit' }, 'Plus de crédit'],
    ['a choice', { choices: [{ error: { message: 'no' } }] }, 'no'],
  ])('%s', (_name, body, message) => {
    expect(messages(read(body))).toEqual([message]);
  });

  it('keeps codes, types and parameters, numbers as text', () => {
    expect(read({ error: { message: 'm', type: 't', code: 1113, param: 'p' } }).errors[0]).toMatchObject({
      type: 't',
      code: '1113',
      param: 'p',
      status: null,
    });
    expect(read({ error: { message: 'm', code: '429' } }).errors[0]).toMatchObject({
      code: '429',
      status: 429,
    });
    expect(
      read({ detail: [{ type: 'missing', loc: ['body', 'messages', 0, 'role'], msg: 'Field required' }] })
        .errors[0]?.param,
    ).toBe('messages.0.role');
    expect(
      read({ message: 'm' }, 403, { 'X-Amzn-ErrorType': 'ForbiddenException:http://x' }).errors[0]?.type,
    ).toBe('ForbiddenException');
  });

  it('puts a title before the sentence that tells more', () => {
    expect(messages(read({ error: 'Invalid API key', message: 'User is disabled' }))).toEqual([
      'Invalid API key',
      'User is disabled',
    ]);
  });
});

describe('errors inside errors', () => {
  it('come after what wraps them, which names whom it quotes', () => {
    const answer = read(
      {
        error: {
          message: 'litellm.RateLimitError: OpenAIException - Rate limit reached. Received Model Group=x',
        },
      },
      429,
    );
    expect(answer.errors.map(({ wrapper }) => wrapper)).toEqual(['OpenAI', null]);
    expect(answer.errors.at(-1)?.message).toBe('Rate limit reached');
  });

  it('are read from JSON in text, escaped JSON, and what Python prints', () => {
    const inner = { error: { message: "it's over", code: 'x' } };
    for (const text of [
      JSON.stringify(inner),
      JSON.stringify(JSON.stringify(inner)).slice(1, -1),
      `{'error': {'message': "it's over", 'param': None, 'code': 'x'}}`,
    ]) {
      const answer = read({ error: { message: `Error from provider(404): ${text}` } });
      expect(answer.errors.at(-1)).toMatchObject({ message: "it's over", code: 'x' });
      expect(answer.errors[0]?.wrapper).not.toBeNull();
    }
  });

  it('are read from metadata, with what was tried before', () => {
    const metadata = {
      provider_name: 'B',
      raw: '{"error":{"message":"deepest"}}',
      previous_errors: [{ message: 'earlier' }],
    };
    expect(messages(read({ error: { message: 'Provider returned error', code: 502, metadata } }))).toEqual([
      'Provider returned error',
      'earlier',
      'deepest',
    ]);
  });

  it('are not followed without end', () => {
    let body: unknown = { message: 'deepest' };
    for (let depth = 0; depth < 500; depth += 1) body = { error: body };
    expect(read(body).errors.length).toBeLessThanOrEqual(12);
  });
});

describe('good answers have no errors', () => {
  it.each([
    [{ choices: [{ message: { content: '{"error":{"message":"no"}}' } }], error: null }],
    [{ object: 'list', data: [{ id: 'm', type: 'error' }] }],
    [{ type: 'message', content: [{ type: 'text', text: 'error' }] }],
    [{ success: true, message: '', data: {} }],
    [{ code: 0, message: 'ok', data: null }],
    [{ choices: [], base_resp: { status_code: 0, status_msg: 'success' } }],
  ])('%j', (body) => {
    expect(read(body, 200).errors).toEqual([]);
    expect(read(body, 200).text).toBe('');
  });

  it('but a good status with an error inside has one', () => {
    expect(messages(read({ error: { message: 'no' } }, 200))).toEqual(['no']);
    expect(messages(read({ code: 30001, message: 'no', data: null }, 200))).toEqual(['no']);
  });
});

describe('streams', () => {
  it('give the first error in them', () => {
    const body = 'data: {"choices":[]}\n\nevent: error\ndata: {"message":"boom"}\n\ndata: [DONE]\n\n';
    expect(messages(read(body, 200, { 'content-type': 'text/event-stream' }))).toEqual(['boom']);
    expect(messages(read('error: {"code":500,"message":"boom"}\n\n', 200))).toEqual(['boom']);
  });
});

describe('hostile bodies', () => {
  it('never throw and stay bounded', () => {
    const bodies = [
      '',
      '{',
      '{"error":',
      '[[[',
      '\u0000',
      '{"__proto__":{"error":"x"}}',
      '{"error":{"constructor":{"message":1e999}}}',
      '['.repeat(1_000_000),
      "{'".repeat(100_000),
      '<html>' + '<!--'.repeat(100_000),
      `{"error":{"message":"${'x'.repeat(2_000_000)}"}}`,
    ];
    for (const body of bodies) {
      for (const status of [200, 500, null]) {
        const answer = read(body, status);
        expect(answer.text.length).toBeLessThanOrEqual(40_000);
        expect(answer.errors.length).toBeLessThanOrEqual(12);
      }
    }
  });

  it('keep fields of prototypes out', () => {
    expect(read('{"__proto__":{"message":"no"}}', 200).errors).toEqual([]);
  });
});

describe('pages', () => {
  it('give title and visible text, entities decoded, scripts left out', () => {
    const answer = read(
      '<!doctypehtml><title>A &amp; B</title><script>let x = "<p>no</p>"</script><!-- no --><p>it&#39;s  here</p>',
      403,
    );
    expect(answer.page).toEqual({ title: 'A & B', text: "it's here" });
    expect(answer.isJson).toBe(false);
  });

  it('are told from JSON and plain text whatever the content type says', () => {
    expect(read('{"a":1}', 200, { 'content-type': 'text/html' }).page).toBeNull();
    expect(read('plain', 500, { 'content-type': 'text/html' }).page).toBeNull();
  });
});
