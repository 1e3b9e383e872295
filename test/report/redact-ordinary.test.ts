import { expect, test } from 'vitest';
import { createRedactor } from '../../src/report/redact.ts';

test.each([
  'model gpt-4o-mini-2024-07-18 not found, nor claude-3-5-sonnet-20241022',
  'key gpt-4-turbo-2024-04-09, token: gpt-4o-mini-2024-07-18',
  '"max_tokens": 1024, "usage":{"prompt_tokens":12}, x-ratelimit-limit-tokens: 150000',
  'request_id: req_011CSHoEeqs5C35K2UUqR7Fy, x-request-id: 550e8400-e29b-41d4-a716-446655440000',
  'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'password authentication failed, the password is wrong, secret: none, access key: missing',
  'Unexpected token } at 123, token: unexpected end of input, bearer token rejected',
  'api_key=os.environ["GATEWAY_KEY_2"], apiKey: process.env.AGENTROUTER_API_KEY, api_key = AGENTROUTER_API_KEY',
  'api key at /usr/local/lib/python3.11/site-packages/openai/_base_client.py',
  'npm_config_user_agent, npm_lifecycle_event, hf_transfer_enabled, sk-learn-models-classification',
  'session key exchange: X25519MLKEM768, signature algorithm: sha256WithRSAEncryption',
  'https://h.test/v1/models?code=insufficient_user_quota_exceeded&state=open',
  '-----BEGIN CERTIFICATE-----\nMIIabc\n-----END CERTIFICATE-----',
  '{"password":"must be at least 8 characters long"}, Authorization: required here, pass-through: enabled',
])('ordinary text stays as it is: %s', (text) => {
  expect(createRedactor([]).text(text)).toBe(text);
});

test.each([
  [
    'a private key',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIB+/=\nAAKCAQEA\n-----END RSA PRIVATE KEY-----',
    'MIIEpAIB',
  ],
  ['a private key in JSON', String.raw`-----BEGIN PRIVATE KEY-----\nMIIEpAIB\nAAKC`, 'MIIEpAIB'],
  ['the address of a webhook', 'https://hooks.slack.com/services/T00000000/B00000000/Ab1Cd2Ef3Gh4', 'Ab1Cd2'],
  ['a token after a name', 'cache_ghp_Ab3dEf6hIj9lMn2pQr5tUv8x, id-sk-ant-api03-Cd4eFg7h', 'Ab3dEf6'],
  ['the start of a token', 'AIzaSyAb3dEf6hIj9"', 'Ab3dEf6'],
  [
    'what Digest sends',
    'Authorization: Digest username="x", response="6629fae49393a05397450978507c4ef1"',
    '6629fae4',
  ],
  ['the second of two cookies', '"set-cookie":["a=x; Path=/","b=Qw3Er5Ty7Ui"]', 'Qw3Er5'],
])('hides %s', (_, text, secret) => {
  expect(createRedactor([]).text(text)).not.toContain(secret);
});

test('hides a cookie in a page that says it back', () => {
  const said = {
    headers: { 'set-cookie': 'sid=Qw3Er5Ty7Ui9Op1As; Path=/' },
    body: 'session Qw3Er5Ty7Ui9Op1As',
  };
  expect(createRedactor([]).value(said)).toEqual({
    headers: { 'set-cookie': 'sid=***; Path=/' },
    body: 'session ***',
  });
});

test('hides the value of a header that is named for its token, unless it is a number', () => {
  const headers = { 'x-vault-token': 's.Ab3dEf6hIj9lMn2pQr5t', 'x-ratelimit-remaining-token': '149998' };
  expect(createRedactor([]).value(headers)).toEqual({ ...headers, 'x-vault-token': '***' });
});

test.each([
  ['a token that seems not to end', 'sk-Ab3d'.repeat(20_000), 'sk-Ab3dsk-Ab3d'],
  [
    'one of which a character is escaped',
    String.raw`\u0073k-Ab3d`.repeat(20_000),
    String.raw`k-Ab3d\u0073k-Ab3d`,
  ],
])('hides %s', (_, token, piece) => {
  const shown = createRedactor([]).value({ said: `"${token}"` }).said;
  expect(shown).not.toContain(piece);
  expect(shown.length).toBeLessThan(100);
});

test('hides a secret of 100,000 characters that the settings name', () => {
  const secret = 'Ab3d!'.repeat(20_000);
  expect(createRedactor([secret]).text(`it is ${secret}, ${encodeURIComponent(secret)}`)).not.toContain(
    'Ab3d!Ab3d',
  );
});

test.each([
  'got Authorization: ApiKey Qx7mhidden1234 from you',
  String.raw`{"m":"password: \"Qx7mhidden\""}`,
  '{"password":"Qx7mhidden 2x pass"}',
  '{"userPassword":"Qx7mhidden"}',
  'DB_PASS=Qx7mhidden',
  'curl --user bob:Qx7mhidden https://h.test',
  'curl -ubob:Qx7mhidden https://h.test',
  'curl -b sid=Qx7mhidden https://h.test',
])('a secret of any form is hidden by what stands before it: %s', (text) => {
  expect(createRedactor([]).text(text)).not.toContain('Qx7mhidden');
});
