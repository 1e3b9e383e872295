import { describe, expect } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { gatewayNamed, HOST } from './certificates.ts';
import { endsInTime, proveFaults, type Fault } from './fault.ts';
import { startRaw } from './programs.ts';

const LIST = '{"object":"list","data":[{"id":"m-1","object":"model","owned_by":"bench"}]}';

/** A server on port 80 that answers each request with this head and body, after a pause. */
const answering =
  (head: readonly string[], body: string, afterMs = 0) =>
  async (net: Namespace): Promise<void> => {
    await gatewayNamed(net);
    const lines = ['HTTP/1.1 200 OK', `content-length: ${body.length}`, ...head, '', body];
    const answer = JSON.stringify(lines.join('\r\n'));
    await startRaw(
      net,
      80,
      `socket.on('data', () => setTimeout(() => socket.write(${answer}), ${afterMs}));`,
    );
  };

const JSON_TYPE = 'content-type: application/json';
const date = (hours: number): string => `date: ${new Date(Date.now() + hours * 3_600_000).toUTCString()}`;
const URL = `http://${HOST}`;

const ANSWERS: readonly Fault[] = [
  {
    name: 'a clock that agrees',
    arrange: answering([JSON_TYPE, date(0)], LIST),
    url: URL,
    gives: ['url.insecure'],
    root: null,
  },
  {
    name: 'a clock two hours behind the server',
    arrange: answering([JSON_TYPE, date(2)], LIST),
    url: URL,
    gives: ['clock.skewed', 'url.insecure'],
    root: null,
    tells: ['behind', /1(?:19|20) minutes|2 hours/],
  },
  {
    name: 'a clock three days ahead of the server',
    arrange: answering([JSON_TYPE, date(-72)], LIST),
    url: URL,
    gives: ['clock.skewed', 'url.insecure'],
    root: null,
    tells: ['ahead of', '3 days'],
  },
  {
    name: 'a first byte after more than five seconds',
    arrange: answering([JSON_TYPE], LIST, 5300),
    url: URL,
    options: ['--timeout', '15s'],
    gives: ['http.slow', 'url.insecure'],
    root: null,
  },
  {
    name: 'a page of the network under every address',
    arrange: answering(
      ['content-type: text/html'],
      '<title>Guest Wi-Fi login</title><form>Accept the terms to connect</form>',
    ),
    url: URL,
    gives: ['http.captive-portal', 'url.insecure'],
  },
  {
    name: 'another web page under every address',
    arrange: answering(
      ['content-type: text/html'],
      '<title>It works!</title><p>This is the default page</p>',
    ),
    url: URL,
    gives: ['http.not-json', 'url.insecure'],
  },
];

/** A server on port 80 that does this at the first bytes of each connection. */
const raw = (name: string, onRequest: string, rest: Partial<Fault> & Pick<Fault, 'gives'>): Fault => ({
  name,
  arrange: async (net) => {
    await gatewayNamed(net);
    await startRaw(net, 80, `socket.once('data', () => { ${onRequest} });`);
  },
  url: URL,
  ...rest,
});

const says = (...lines: readonly string[]): string => `socket.write(${JSON.stringify(lines.join('\r\n'))});`;
const CHUNKED = ['HTTP/1.1 200 OK', JSON_TYPE, 'transfer-encoding: chunked', ''];
const BROKEN = {
  gives: ['http.not-http', 'url.insecure'] as const,
  tells: [/answers with broken HTTP/, /"faultDomain":"gateway"/],
  hides: ['Another program', 'Correct the port'],
};

const AGAINST_THE_RULES: readonly Fault[] = [
  raw('a chunk whose size is no number', says(...CHUNKED, 'zz', LIST, '0', '', ''), BROKEN),
  raw(
    'an answer that switches protocols unasked',
    says('HTTP/1.1 101 Switching Protocols', 'upgrade: x', 'connection: upgrade', '', ''),
    BROKEN,
  ),
  raw(
    'a body that is not packed as its header says',
    says('HTTP/1.1 200 OK', JSON_TYPE, 'content-encoding: gzip', `content-length: ${LIST.length}`, '', LIST),
    { gives: ['http.not-json', 'url.insecure'], tells: ['the body is no gzip, as its header says'] },
  ),
  raw('a page without a head, as in HTTP/0.9', `${says('<html>hello</html>')} socket.end();`, {
    gives: ['http.not-http', 'url.insecure'],
    tells: ['Another program'],
  }),
  raw(
    'headers without an end',
    `${says('HTTP/1.1 200 OK', '')} const timer = setInterval(() => socket.write('x-more: ' + 'a'.repeat(900) + '\\r\\n'), 5); socket.on('close', () => clearInterval(timer));`,
    {
      gives: ['http.too-large', 'url.insecure'],
    },
  ),
  raw(
    'interim answers without an end',
    "const timer = setInterval(() => socket.write('HTTP/1.1 102 Processing\\r\\n\\r\\n'), 50); socket.on('close', () => clearInterval(timer));",
    {
      gives: ['http.timeout', 'url.insecure'],
    },
  ),
  raw(
    'a body that comes byte by byte',
    `${says('HTTP/1.1 200 OK', JSON_TYPE, 'content-length: 500', '', '')} const timer = setInterval(() => socket.write(' '), 300); socket.on('close', () => clearInterval(timer));`,
    {
      gives: ['http.timeout', 'url.insecure'],
      also: endsInTime,
    },
  ),
  raw(
    'a body shorter than its length',
    `${says('HTTP/1.1 200 OK', JSON_TYPE, `content-length: ${LIST.length + 9}`, '', LIST)} socket.end();`,
    {
      gives: ['http.closed', 'url.insecure'],
    },
  ),
  raw('a body longer than its length', says('HTTP/1.1 200 OK', JSON_TYPE, 'content-length: 20', '', LIST), {
    gives: ['http.not-json', 'url.insecure'],
    tells: [/JSON that breaks off or is malformed/],
  }),
  raw('half a head', `${says('HTTP/1.1 200 OK', 'content-ty')} socket.end();`, {
    gives: ['http.closed', 'url.insecure'],
  }),
];

const SERVER_ERROR = '{"error":{"message":"relation \\"channels\\" does not exist"}}';

const FAILING: readonly Fault[] = [
  raw(
    'a gateway that fails at the list',
    says(
      'HTTP/1.1 500 Internal Server Error',
      JSON_TYPE,
      `content-length: ${SERVER_ERROR.length}`,
      '',
      SERVER_ERROR,
    ),
    {
      gives: ['upstream.error', 'url.insecure'],
      also: ({ checks }) => expect(checks.find(({ id }) => id === 'network.http')?.status).toBe('fail'),
    },
  ),
  raw(
    'a gateway that knows no such key',
    says(
      'HTTP/1.1 401 Unauthorized',
      JSON_TYPE,
      'content-length: 35',
      '',
      '{"error":{"message":"invalid key"}}',
    ),
    {
      gives: ['url.insecure'],
      root: null,
    },
  ),
];

describe('what answers', () => proveFaults(ANSWERS));
describe('an answer against the rules of HTTP', () => proveFaults(AGAINST_THE_RULES));
describe('a gateway that answers with an error', () => proveFaults(FAILING));
