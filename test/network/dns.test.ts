import { describe, expect } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { startResolver } from './answering.ts';
import { endsInTime, proveFaults, type Fault } from './fault.ts';
import { forwarding, startDnsmasq, startNginx, startUpstream } from './programs.ts';

const GATEWAY = '203.0.113.10';
const MANY = Array.from({ length: 200 }, (_each, index) => `198.51.100.${index + 1}`);

/** A working gateway on port 80 of an address, and the sandbox behind it. */
async function gatewayAt(net: Namespace, ...addresses: readonly string[]): Promise<void> {
  await net.addresses(...addresses);
  await startUpstream(net);
  await startNginx(net, forwarding('80'));
}

const UNKNOWN: readonly Fault[] = [
  {
    name: 'a name that does not exist',
    needs: ['dnsmasq'],
    arrange: (net) => startDnsmasq(net, '--address=/gateway.test/'),
    url: 'https://gateway.test',
    gives: ['dns.not-found'],
    tells: ['gateway.test', 'ENOTFOUND'],
  },
  {
    name: 'a name without an address',
    needs: ['dnsmasq'],
    arrange: (net) => startDnsmasq(net, '--txt-record=gateway.test,hello', '--local=/test/'),
    url: 'https://gateway.test',
    gives: ['dns.not-found'],
  },
  {
    name: 'a name in a search domain that is not set',
    needs: ['dnsmasq'],
    arrange: (net) => startDnsmasq(net, `--address=/gateway.corp.test/${GATEWAY}`, '--local=/gateway/'),
    url: 'https://gateway',
    gives: ['dns.not-found'],
  },
];

const FAILING: readonly Fault[] = [
  {
    name: 'a resolver that refuses',
    needs: ['dnsmasq'],
    arrange: (net) => startDnsmasq(net),
    url: 'https://gateway.test',
    gives: ['dns.failed'],
    tells: ['EAI_AGAIN'],
  },
  {
    name: 'a resolver that answers SERVFAIL',
    arrange: (net) => startResolver(net, 'send(reply(2));'),
    url: 'https://gateway.test',
    gives: ['dns.failed'],
    tells: ['EAI_AGAIN'],
  },
  {
    name: 'a resolver whose port is closed',
    arrange: (net) => net.resolver('nameserver 127.0.0.1\n'),
    url: 'https://gateway.test',
    gives: ['dns.failed'],
  },
  {
    name: 'a resolver that is silent',
    arrange: async (net) => {
      await net.addresses('203.0.113.53');
      await net.firewall('udp dport 53 drop');
      net.resolver('nameserver 203.0.113.53\n');
    },
    url: 'https://gateway.test',
    gives: ['dns.failed'],
    also: endsInTime,
  },
  {
    name: 'a resolver out of reach',
    arrange: (net) => net.resolver('nameserver 203.0.113.53\n'),
    url: 'https://gateway.test',
    gives: ['dns.failed'],
    also: endsInTime,
  },
  {
    name: 'an alias that leads to itself',
    arrange: (net) =>
      startResolver(net, "send(reply(0, [record('gateway.test', 5, name('gateway.test'))]));"),
    url: 'https://gateway.test',
    gives: ['dns.not-found'],
  },
];

/** How long a report may take after the resolver's answer. */
const AFTER_ANSWER_MS = 2000;

const LATE: readonly Fault[] = [
  {
    name: 'a resolver that says after a second that there is no such name',
    arrange: (net) => startResolver(net, 'setTimeout(() => send(reply(3)), 1000);'),
    url: 'https://gateway.test',
    gives: ['dns.not-found'],
    also: ({ durationMs }) => {
      expect(durationMs).toBeGreaterThan(1000);
      // One answer for each family, asked for one after the other by some systems.
      expect(durationMs).toBeLessThan(2 * 1000 + AFTER_ANSWER_MS);
    },
  },
];

const FILTERED: readonly Fault[] = [
  {
    name: 'a filter that answers 0.0.0.0',
    needs: ['dnsmasq'],
    arrange: (net) => startDnsmasq(net, '--address=/gateway.test/0.0.0.0'),
    url: 'https://gateway.test',
    gives: ['dns.sinkholed'],
    tells: ['0.0.0.0'],
  },
  {
    name: 'a filter that answers with both nowhere addresses',
    needs: ['dnsmasq'],
    arrange: (net) => startDnsmasq(net, '--address=/gateway.test/#'),
    url: 'https://gateway.test',
    gives: ['dns.sinkholed'],
  },
  {
    name: 'a filter that answers with loopback',
    needs: ['dnsmasq'],
    arrange: (net) => startDnsmasq(net, '--address=/gateway.test/127.0.0.1'),
    url: 'https://gateway.test',
    gives: ['dns.sinkholed'],
  },
  {
    name: 'a loopback address from the hosts file, where nothing listens',
    arrange: (net) => net.hosts({ 'gateway.test': '127.0.0.1' }),
    url: 'https://gateway.test',
    gives: ['tcp.refused'],
    tells: [/leads to 127\.0\.0\.1, which is this machine itself/, "grep -n 'gateway.test' /etc/hosts"],
  },
  {
    name: 'a line of an ad blocker in the hosts file',
    arrange: (net) => net.hosts({ 'gateway.test': '0.0.0.0' }),
    url: 'https://gateway.test',
    gives: ['dns.sinkholed'],
    tells: ['hosts file'],
  },
];

const WORKING: readonly Fault[] = [
  {
    name: 'a resolver that takes a second',
    needs: ['nginx'],
    arrange: async (net) => {
      await gatewayAt(net, GATEWAY);
      const address = "wants === 1 ? [record('gateway.test', 1, Buffer.from([203, 0, 113, 10]))] : []";
      await startResolver(net, `setTimeout(() => send(reply(0, ${address})), 1000);`);
    },
    url: 'http://gateway.test',
    gives: ['url.insecure'],
    root: null,
    also: ({ facts }) => expect(facts.network.dns?.answer?.durationMs).toBeGreaterThan(900),
  },
  {
    name: 'a name that is asked for once in a run',
    needs: ['nginx'],
    arrange: async (net) => {
      await gatewayAt(net, GATEWAY);
      const address = "wants === 1 ? [record('gateway.test', 1, Buffer.from([203, 0, 113, 10]))] : []";
      const count = `require('node:fs').appendFileSync('${net.folder}/asked', 'once\\n');`;
      await startResolver(net, `${count} send(reply(0, ${address}));`);
    },
    url: 'http://gateway.test',
    command: 'doctor',
    options: ['--no-project'],
    gives: ['url.insecure'],
    root: null,
    // One question for each family.
    also: (_report, net) => expect(net.read('asked')).toBe('once\nonce\n'),
  },
  {
    name: 'a name of a search domain',
    needs: ['dnsmasq', 'nginx'],
    arrange: async (net) => {
      await gatewayAt(net, GATEWAY);
      await startDnsmasq(net, `--address=/gateway.corp.test/${GATEWAY}`, '--local=//');
      net.resolver('nameserver 127.0.0.1\nsearch corp.test\n');
    },
    url: 'http://gateway',
    gives: ['url.insecure'],
    root: null,
  },
  {
    name: 'a name of the hosts file, with a resolver that is silent',
    needs: ['nginx'],
    arrange: async (net) => {
      await gatewayAt(net, GATEWAY);
      net.hosts({ 'gateway.test': GATEWAY });
      net.resolver('nameserver 203.0.113.53\n');
    },
    url: 'http://gateway.test',
    gives: ['url.insecure'],
    root: null,
  },
  {
    name: 'a name with 200 addresses, of which the first eight are dead',
    needs: ['dnsmasq', 'nginx'],
    arrange: async (net) => {
      await gatewayAt(net, ...MANY);
      await startDnsmasq(net, '--no-round-robin', `--addn-hosts=${net.write('many', lines(MANY))}`);
      await net.firewall('ip daddr 198.51.100.1-198.51.100.8 tcp dport 80 reject with tcp reset');
    },
    url: 'http://gateway.test',
    gives: ['url.insecure'],
    root: null,
  },
];

function lines(addresses: readonly string[]): string {
  return addresses.map((address) => `${address} gateway.test\n`).join('');
}

describe('a name that is not known', () => proveFaults(UNKNOWN));
describe('a resolver that fails', () => proveFaults(FAILING));
describe('a resolver that is late', () => proveFaults(LATE));
describe('a name that is filtered', () => proveFaults(FILTERED));
describe('a name that resolves', () => proveFaults(WORKING));
