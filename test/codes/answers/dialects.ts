import { error, page } from './case.ts';

interface Dialect {
  is: string;
  status: number;
  body: string | object;
  headers?: Record<string, string>;
}

/** Shapes and codes of providers, gateways and fronts, each by what shows it. */
export const DIALECTS: Record<string, Dialect> = {
  'a code that ends in SensitiveContentDetected': {
    is: 'request.content-filtered',
    status: 400,
    body: error('Rejected', { code: 'InputTextSensitiveContentDetected', type: 'BadRequest' }),
  },
  'a suspended consumer': {
    is: 'account.blocked',
    status: 403,
    body: [
      error('Permission denied', {
        status: 'PERMISSION_DENIED',
        details: [{ reason: 'CONSUMER_SUSPENDED' }],
      }),
    ],
  },
  'tokens in a formula': {
    is: 'request.too-large',
    status: 422,
    body: { error: 'validation error: `inputs` tokens + `max_new_tokens` must be <= 4096' },
  },
  'an overdue account under access_denied': {
    is: 'balance.insufficient',
    status: 403,
    body: error('Refused for an overdue account', { code: 'access_denied' }),
  },
  'an error inside Response, with status 200': {
    is: 'balance.insufficient',
    status: 200,
    body: { Response: { Error: { Code: 'FailedOperation', Message: '资源包已用尽' }, RequestId: 'a' } },
  },
  'errcode and errmsg, with status 200': {
    is: 'balance.insufficient',
    status: 200,
    body: { errcode: 40001, errmsg: '余额不足' },
  },
  'a numeric status as a word, with status 200': {
    is: 'key.rejected',
    status: 200,
    body: { status: '434', msg: 'Invalid apiKey', body: null },
  },
  'a plan that does not open the model': {
    is: 'model.not-permitted',
    status: 429,
    body: error('当前套餐暂未开放 GLM-5', { code: '1311' }),
  },
  'a product for certain clients only': {
    is: 'access.client-blocked',
    status: 403,
    body: error('Only available for Coding Agents such as ours', { type: 'access_terminated_error' }),
  },
  'the type api_error beside a status that tells more': {
    is: 'rate.limited',
    status: 429,
    body: error('用户流量受限', { type: 'api_error' }),
  },
  'a pool without accounts': {
    is: 'model.no-channel',
    status: 503,
    body: error('no available accounts for model claude-opus', { type: 'api_error' }),
  },
  'an authentication error that is a fault of the database': {
    is: 'upstream.error',
    status: 500,
    body: error('Authentication Error, error querying db: Connection refused', { type: 'auth_error' }),
  },
  'a card that is wanted first': {
    is: 'balance.insufficient',
    status: 403,
    body: error('A valid credit card on file is needed', { type: 'customer_verification_required' }),
  },
  'a header of another name that must carry the key': {
    is: 'auth.header-stripped',
    status: 400,
    body: { type: 'virtual_key_required', error: { message: 'x-bf-vk header must be there' } },
  },
  'a route that is missing because of the model': {
    is: 'model.not-found',
    status: 404,
    body: 'No matching route found: the model specified in your request is not configured',
  },
  'a problem document about a model': {
    is: 'model.not-found',
    status: 404,
    body: { title: 'Not Found', status: 404, detail: 'model "gpt-9" is not deployed' },
  },
  'a model at the end of its life': {
    is: 'model.not-found',
    status: 404,
    body: { message: 'This model version has reached the end of its life.' },
  },
  'a list of sentences': {
    is: 'request.missing-parameter',
    status: 400,
    body: { errors: ['model: field is required'] },
  },
  'a message over the limit of gRPC, with status 429': {
    is: 'request.too-large',
    status: 429,
    body: { code: 8, message: 'grpc: received message larger than max (5 vs. 4)' },
  },
  'a 500 that quotes a 401 of a provider': {
    is: 'upstream.key-invalid',
    status: 500,
    body: "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'x', 'code': 'invalid_api_key'}}",
  },
  'a client certificate that nginx misses': {
    is: 'tls.handshake-failed',
    status: 400,
    body: page('400 No required SSL certificate was sent'),
  },
  'an outage page of a front that also is a firewall': {
    is: 'upstream.bad-gateway',
    status: 502,
    body: page('502 Bad Gateway', '<center>Microsoft-Azure-Application-Gateway/v2</center>'),
  },
  'a portal that hands on the place of the visitor': {
    is: 'http.captive-portal',
    status: 302,
    headers: { location: 'http://10.0.0.1/start?ap_mac=aa&client_mac=bb&ssid=Guest' },
    body: '',
  },
  'a code of a failed signature, with status 200': {
    is: 'key.rejected',
    status: 200,
    body: { Response: { Error: { Code: 'AuthFailure.SignatureFailure', Message: 'x' }, RequestId: 'a' } },
  },
  'a channel that is switched off': {
    is: 'model.no-channel',
    status: 403,
    body: error('该渠道已被禁用', { type: 'new_api_error' }),
  },
  'a bare status of a provider': {
    is: 'upstream.error',
    status: 403,
    body: error('bad response status code 403', { code: 'bad_response_status_code' }),
  },
  'accounts that are gone from a pool of sign-ins': {
    is: 'upstream.key-invalid',
    status: 500,
    body: error('auth_unavailable: no auth available', { type: 'server_error' }),
  },
  'a Google front end without a backend': {
    is: 'upstream.bad-gateway',
    status: 502,
    body: page('502 Server Error', '<h2>The server met a temporary error.</h2>'),
  },
  'an application filter with status 503': {
    is: 'access.client-blocked',
    status: 503,
    body: page('Application Blocked', '<p>Blocked in accordance with company policy.</p>'),
  },
  'a portal in Chinese': { is: 'http.captive-portal', status: 200, body: page('上网认证') },
};
