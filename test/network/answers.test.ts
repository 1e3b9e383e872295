import { describe } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { gatewayNamed, HOST } from './certificates.ts';
import { proveFaults, type Fault } from './fault.ts';
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

describe('what answers', () => proveFaults(ANSWERS));
