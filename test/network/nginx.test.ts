import { afterAll, describe } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { startStream } from './answering.ts';
import { Authority, gatewayNamed, HOST, secured, shown } from './certificates.ts';
import { proveFaults, type Fault } from './fault.ts';
import { forwarding, startNginx, startRaw, startUpstream, UPSTREAM } from './programs.ts';

const by = new Authority();
afterAll(() => by.remove());

const SECURE = `https://${HOST}`;
const trusting = (): Readonly<Record<string, string>> => ({ SSL_CERT_FILE: by.root.certFile });

type Rest = Partial<Fault> & Pick<Fault, 'gives'>;
const good = (net: Namespace): string => shown(net, [by.server(), by.issuer]);

/** The sandbox behind nginx over TLS; a `server` block with these directives, and these for its `/`. */
const behind = (name: string, directives: string, location: string, rest: Rest): Fault => ({
  name,
  needs: ['nginx'],
  arrange: async (net) => {
    await gatewayNamed(net);
    await startUpstream(net);
    await startNginx(net, forwarding('443 ssl', `${good(net)} ${directives}`, location), 443);
  },
  url: SECURE,
  env: trusting,
  ...rest,
});

/** An nginx without the sandbox; the whole of its `http` block. */
const alone = (name: string, servers: (certificate: string) => string, rest: Rest): Fault => ({
  ...behind(name, '', '', rest),
  arrange: async (net) => {
    await gatewayNamed(net);
    await startUpstream(net);
    await startNginx(net, servers(good(net)), 443);
  },
});

const DOCTOR = { command: 'doctor', options: ['--no-project'] } as const;

const DOWN: readonly Fault[] = [
  alone(
    'a gateway that is down behind nginx',
    (tls) => `server { listen 443 ssl; ${tls} location / { proxy_pass http://127.0.0.1:1; } }`,
    { gives: ['upstream.bad-gateway'], tells: ['502'] },
  ),
  {
    ...behind('a gateway that is too slow for nginx', '', '', {
      gives: ['upstream.timeout'],
      tells: ['504'],
    }),
    arrange: async (net) => {
      await gatewayNamed(net);
      await startRaw(net, 9001, '');
      const slow = 'location / { proxy_pass http://127.0.0.1:9001; proxy_read_timeout 1s; }';
      await startNginx(net, `server { listen 443 ssl; ${good(net)} ${slow} }`, 443);
    },
  },
  behind('an nginx in maintenance', '', 'return 503;', { gives: ['upstream.unavailable'] }),
];

/** One request a minute; the rest is turned away. */
const limitedTo = (name: string, status: string, rest: Rest): Fault =>
  alone(
    name,
    (tls) => `limit_req_zone $binary_remote_addr zone=z:1m rate=1r/m;
      ${forwarding('443 ssl', tls, `limit_req zone=z; ${status}`)}`,
    { ...DOCTOR, ...rest },
  );

const LIMITED: readonly Fault[] = [
  limitedTo('a request limit of nginx', 'limit_req_status 429;', { gives: ['rate.limited'] }),
  limitedTo('a request limit of nginx, as it is set up at first', '', { gives: ['upstream.unavailable'] }),
  behind('a body limit of nginx', 'client_max_body_size 10;', '', {
    ...DOCTOR,
    gives: ['request.too-large'],
  }),
];

const SIGN_IN: readonly Fault[] = [
  behind('a sign-in of nginx', '', 'auth_basic "Staff only"; auth_basic_user_file /dev/null;', {
    gives: ['access.sign-in-required'],
  }),
  behind('nginx that forbids', '', 'deny all;', { gives: ['access.client-blocked'] }),
  behind('nginx that drops Authorization', '', 'proxy_set_header Authorization "";', {
    ...DOCTOR,
    gives: ['auth.bearer-rejected'],
  }),
  alone(
    'nginx that drops both key headers',
    (tls) => `server {
        listen 9002; default_type application/json;
        if ($http_authorization$http_x_api_key = '') { return 401 '{"error":{"message":"You did not provide an API key."}}'; }
        location / { proxy_pass ${UPSTREAM}; }
      }
      server {
        listen 443 ssl; ${tls}
        location / { proxy_pass http://127.0.0.1:9002; proxy_set_header Authorization ''; proxy_set_header x-api-key ''; }
      }`,
    { ...DOCTOR, gives: ['auth.header-stripped'] },
  ),
  {
    ...behind('a client certificate that nginx wants', '', '', {
      gives: ['tls.handshake-failed'],
      tells: [/client certificate/i],
    }),
    arrange: (net) =>
      secured(
        net,
        [by.server(), by.issuer],
        `ssl_verify_client on; ssl_client_certificate ${by.root.certFile};`,
      ),
  },
];

const ELSEWHERE: readonly Fault[] = [
  alone(
    'a redirect from http to https',
    (tls) => `server { listen 80; return 301 https://$host$request_uri; } ${forwarding('443 ssl', tls)}`,
    { url: `http://${HOST}`, gives: ['url.redirects', 'url.insecure'], tells: [`https://${HOST}/v1`] },
  ),
  alone(
    'a redirect to www',
    (tls) => `server { listen 443 ssl; ${tls} return 308 https://www.${HOST}$request_uri; }`,
    { gives: ['url.redirects'], tells: [`https://www.${HOST}/v1`] },
  ),
  alone(
    'a sign-in page of the network',
    (tls) => `server { listen 443 ssl; ${tls} return 302 http://portal.test/hotspot/login?from=$host; }`,
    { gives: ['http.captive-portal'] },
  ),
  alone(
    'a default page of nginx',
    (tls) =>
      `server { listen 443 ssl; ${tls} location / { default_type text/html; return 200 '<html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1></body></html>'; } }`,
    { gives: ['http.not-json'] },
  ),
  alone(
    'a web console with the API below /api',
    (tls) => `server { listen 443 ssl; ${tls}
      location /api/ { proxy_pass ${UPSTREAM}/; }
      location / { default_type text/html; return 200 '<!doctype html><html><head><title>Console</title></head><body><div id="root"></div></body></html>'; } }`,
    { gives: ['url.wrong-path'], tells: [`${SECURE}/api`] },
  ),
  alone(
    'the API below /api, and nothing else',
    (tls) => `server { listen 443 ssl; ${tls} location /api/ { proxy_pass ${UPSTREAM}/; } }`,
    { gives: ['url.wrong-path'], tells: [`${SECURE}/api`] },
  ),
  alone(
    'the API below /api, in the base URL',
    (tls) => `server { listen 443 ssl; ${tls} location /api/ { proxy_pass ${UPSTREAM}/; } }`,
    { url: `${SECURE}/api`, gives: [] },
  ),
];

const HARMLESS: readonly Fault[] = [
  behind('an idle connection that nginx closes at once', 'keepalive_timeout 0;', '', {
    ...DOCTOR,
    gives: [],
  }),
  behind('nginx that closes after each third request', 'keepalive_requests 3;', '', { ...DOCTOR, gives: [] }),
  behind('nginx that compresses', 'gzip on; gzip_min_length 1; gzip_types application/json;', '', {
    gives: [],
  }),
  alone('HTTP/2', (tls) => forwarding('443 ssl http2', tls), { gives: [] }),
];

/** A stream of eight events in two seconds, as a provider sends it, behind nginx with these directives. */
const streaming = (name: string, location: string, rest: Rest): Fault => ({
  ...behind(name, '', '', rest),
  arrange: async (net) => {
    await gatewayNamed(net);
    await startStream(net, 9003);
    const forward = `location / { proxy_pass http://127.0.0.1:9003; proxy_http_version 1.1; ${location} }`;
    await startNginx(net, `server { listen 443 ssl; ${good(net)} ${forward} }`, 443);
  },
  command: 'stream-test',
  options: ['--api', 'openai'],
});

const STREAMS: readonly Fault[] = [
  streaming('nginx that buffers', 'proxy_buffering on;', {
    gives: ['stream.buffered'],
    root: null,
    tells: ['proxy_buffering off'],
  }),
  streaming('nginx that does not buffer', 'proxy_buffering off;', { gives: [] }),
];

describe('nginx before a gateway that is down', () => proveFaults(DOWN));
describe('limits of nginx', () => proveFaults(LIMITED));
describe('a sign-in of nginx', () => proveFaults(SIGN_IN));
describe('an address that leads elsewhere', () => proveFaults(ELSEWHERE));
describe('nginx that does no harm', () => proveFaults(HARMLESS));
describe('a stream through nginx', () => proveFaults(STREAMS));
