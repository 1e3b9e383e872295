import { describe, expect } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { endsInTime, proveFaults, type Fault } from './fault.ts';
import { forwarding, startNginx, startRaw, startUpstream } from './programs.ts';

const FOUR = '203.0.113.10';
const SIX = '2001:db8::10';
const PRIVATE = '10.20.0.5';
const URL = 'https://gateway.test';
const PLAIN = 'http://gateway.test';

/** The gateway's name for addresses that are this network's own, and firewall rules for what goes there. */
const named =
  (addresses: readonly string[], ...rules: readonly string[]) =>
  async (net: Namespace): Promise<void> => {
    net.hosts({ 'gateway.test': addresses });
    await net.addresses(...addresses);
    if (rules.length > 0) await net.firewall(...rules);
  };

/** The same with a working gateway on port 80. */
const serving =
  (addresses: readonly string[], ...rules: readonly string[]) =>
  async (net: Namespace): Promise<void> => {
    await named(addresses, ...rules)(net);
    await startUpstream(net);
    await startNginx(net, forwarding('[::]:80 ipv6only=off'));
  };

/** The same with a server that does this with each socket. */
const raw =
  (port: number, onSocket: string) =>
  async (net: Namespace): Promise<void> => {
    await named([FOUR])(net);
    await startRaw(net, port, onSocket);
  };

const toPort = (port: number, verdict: string): string => `ip daddr ${FOUR} tcp dport ${port} ${verdict}`;

const UNREACHED: readonly Fault[] = [
  {
    name: 'a private address whose network is not joined',
    arrange: async (net) => {
      net.hosts({ 'gateway.test': PRIVATE });
      await net.addresses(PRIVATE);
      await net.firewall(`ip daddr ${PRIVATE} drop`);
    },
    url: URL,
    gives: ['tcp.timeout'],
    tells: [`${PRIVATE} is a private address: connect to the VPN`],
    hides: ['hotspot'],
  },
  { name: 'a port that nobody listens on', arrange: named([FOUR]), url: URL, gives: ['tcp.refused'] },
  {
    name: 'a firewall that drops',
    arrange: named([FOUR], toPort(443, 'drop')),
    url: URL,
    gives: ['tcp.timeout'],
    also: endsInTime,
  },
  {
    name: 'a firewall that drops both families',
    arrange: named([FOUR, SIX], 'tcp dport 443 drop'),
    url: URL,
    gives: ['tcp.timeout'],
    also: endsInTime,
  },
  {
    name: 'a firewall that drops all eight addresses',
    arrange: named(
      Array.from({ length: 8 }, (_each, index) => `203.0.113.${index + 1}`),
      'tcp dport 443 drop',
    ),
    url: URL,
    gives: ['tcp.timeout'],
    also: endsInTime,
  },
  {
    name: 'a firewall that resets',
    arrange: named([FOUR], toPort(443, 'reject with tcp reset')),
    url: URL,
    gives: ['tcp.refused'],
  },
  ...(['host-unreachable', 'net-unreachable', 'admin-prohibited', 'port-unreachable'] as const).map(
    (why): Fault => ({
      name: `a router that answers ${why}`,
      arrange: named([FOUR], toPort(443, `reject with icmp ${why}`)),
      url: URL,
      gives: [why === 'port-unreachable' ? 'tcp.refused' : 'tcp.unreachable'],
    }),
  ),
  {
    name: 'a network without a route there',
    arrange: (net) => net.hosts({ 'gateway.test': [FOUR, SIX] }),
    url: URL,
    gives: ['tcp.unreachable'],
    tells: ['ENETUNREACH'],
  },
  {
    name: 'a neighbour that is switched off',
    arrange: async (net) => {
      net.hosts({ 'gateway.test': '192.0.2.99' });
      await net.sh(
        'ip link add here type veth peer name there; ip addr add 192.0.2.1/24 dev here; ip link set here up; ip link set there up',
      );
    },
    url: URL,
    options: ['--timeout', '6s'],
    gives: ['tcp.unreachable'],
    tells: ['EHOSTUNREACH'],
  },
];

const CUT: readonly Fault[] = [
  {
    name: 'a reset right after connecting',
    arrange: raw(443, 'socket.resetAndDestroy();'),
    url: URL,
    gives: ['tcp.reset'],
  },
  {
    name: 'a cut after the first bytes of the TLS handshake',
    arrange: raw(
      443,
      "socket.once('data', () => socket.write(Buffer.from('16030300640200', 'hex'), () => socket.end()));",
    ),
    url: URL,
    gives: ['tls.handshake-failed'],
    tells: [/cut the connection in the middle of the TLS handshake/],
  },
  {
    name: 'a middlebox that resets at the TLS hello',
    arrange: raw(443, "socket.once('data', () => socket.resetAndDestroy());"),
    url: URL,
    gives: ['tcp.reset'],
  },
  {
    name: 'a reset at the request',
    arrange: raw(80, "socket.once('data', () => socket.resetAndDestroy());"),
    url: PLAIN,
    gives: ['http.closed', 'url.insecure'],
  },
  {
    name: 'a reset in the middle of the answer',
    arrange: raw(
      80,
      "socket.once('data', () => { socket.write('HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: 5000\\r\\n\\r\\n{\"data\":['); setTimeout(() => socket.resetAndDestroy(), 100); });",
    ),
    url: PLAIN,
    gives: ['http.closed', 'url.insecure'],
  },
];

const SILENT: readonly Fault[] = [
  {
    name: 'a port that accepts and never speaks TLS',
    arrange: raw(443, ''),
    url: URL,
    gives: ['http.timeout'],
    also: endsInTime,
  },
  {
    name: 'a port that accepts and never answers the request',
    arrange: raw(80, ''),
    url: PLAIN,
    gives: ['http.timeout', 'url.insecure'],
  },
  {
    name: 'an answer that begins and never goes on',
    arrange: raw(80, "socket.once('data', () => socket.write('HTTP/1.1 200 OK\\r\\n'));"),
    url: PLAIN,
    gives: ['http.timeout', 'url.insecure'],
  },
  {
    name: 'another program on the port',
    arrange: raw(80, "socket.write('SSH-2.0-OpenSSH_9.2\\r\\n');"),
    url: PLAIN,
    gives: ['http.not-http', 'url.insecure'],
  },
  {
    name: 'another program on the TLS port',
    arrange: raw(443, "socket.write('SSH-2.0-OpenSSH_9.2\\r\\n');"),
    url: URL,
    gives: ['tls.not-tls'],
  },
];

const ROUGH: readonly Fault[] = [
  {
    name: 'every fifth packet lost',
    needs: ['nginx'],
    arrange: serving([FOUR], 'tcp dport 80 numgen inc mod 5 == 4 drop'),
    url: PLAIN,
    gives: ['url.insecure'],
    root: null,
  },
  {
    name: 'a connection that takes a second',
    needs: ['nginx'],
    arrange: serving([FOUR], 'tcp dport 80 tcp flags & (syn | ack) == syn numgen inc mod 2 == 0 drop'),
    url: PLAIN,
    gives: ['url.insecure'],
    root: null,
    also: ({ facts }) => expect(facts.network.tcp?.[0]?.connectedMs).toBeGreaterThan(900),
  },
];

const FAMILIES: readonly Fault[] = [
  {
    name: 'an IPv6 black hole',
    needs: ['nginx'],
    arrange: serving([SIX, FOUR], `ip6 daddr ${SIX} tcp dport 80 drop`),
    url: PLAIN,
    gives: ['net.ipv6-broken', 'url.insecure'],
    root: null,
    tells: [/IPv6 does not reach gateway\.test, IPv4 does/, /IPv6 fails after 2[0-9]{3} ms/, 'ipv4first'],
  },
  {
    name: 'an IPv4 black hole',
    needs: ['nginx'],
    arrange: serving([SIX, FOUR], toPort(80, 'drop')),
    url: PLAIN,
    gives: ['net.ipv6-broken', 'url.insecure'],
    root: null,
    tells: [/IPv4 does not reach gateway\.test, IPv6 does/],
    hides: ['ipv4first'],
  },
  {
    name: 'IPv6 alone',
    needs: ['nginx'],
    arrange: serving([SIX]),
    url: PLAIN,
    gives: ['url.insecure'],
    root: null,
  },
  {
    name: 'an IPv6 address in the base URL',
    needs: ['nginx'],
    arrange: serving([SIX]),
    url: `http://[${SIX}]`,
    gives: ['url.insecure'],
    root: null,
  },
  {
    name: 'IPv6 addresses without a route there',
    needs: ['nginx'],
    arrange: async (net) => {
      await serving([FOUR])(net);
      net.hosts({ 'gateway.test': [SIX, FOUR] });
    },
    url: PLAIN,
    gives: ['url.insecure'],
    root: null,
  },
];

describe('a host out of reach', () => proveFaults(UNREACHED));
describe('a connection that is cut', () => proveFaults(CUT));
describe('a port that is silent or speaks another language', () => proveFaults(SILENT));
describe('a rough way', () => proveFaults(ROUGH));
describe('one of the two families', () => proveFaults(FAMILIES));
