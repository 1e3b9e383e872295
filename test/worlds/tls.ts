import { rawServer } from '../helpers/world-servers.ts';
import type { World } from '../helpers/world.ts';
import { shows, trusts } from './certificates.ts';

const HELD: World['checks'] = {
  'network.tcp': 'pass',
  'network.tls': 'fail',
  'network.http': 'skip',
  'requests.chat': 'skip',
};

/** What a certificate or a handshake can have. */
export const TLS: readonly World[] = [
  {
    name: 'a certificate that is in order and trusted',
    gives: [],
    nearMissOf: [
      'tls.untrusted-ca',
      'tls.expiring-soon',
      'tls.self-signed',
      'tls.incomplete-chain',
      'tls.hostname-mismatch',
      'tls.not-tls',
      'tls.handshake-failed',
      'tls.intercepted',
    ],
    cli: true,
    gateway: shows('good'),
    arrange: trusts('root'),
    checks: { 'network.tls': 'pass' },
  },
  {
    name: 'a certificate past its end',
    gives: ['tls.expired'],
    nearMissOf: ['tls.not-yet-valid', 'tls.untrusted-ca', 'tls.expiring-soon'],
    gateway: shows('expired'),
    arrange: trusts('root'),
    checks: HELD,
  },
  {
    name: 'five days left',
    gives: ['tls.expiring-soon'],
    nearMissOf: ['tls.expired'],
    gateway: shows('fiveDaysLeft'),
    arrange: trusts('root'),
    checks: { 'network.tls': 'warn', 'requests.chat': 'pass' },
  },
  {
    name: 'sixteen days left',
    gives: [],
    nearMissOf: ['tls.expiring-soon'],
    gateway: shows('sixteenDaysLeft'),
    arrange: trusts('root'),
    checks: { 'network.tls': 'pass' },
  },
  {
    name: 'a certificate from tomorrow on',
    gives: ['tls.not-yet-valid'],
    nearMissOf: ['tls.expired', 'clock.skewed'],
    gateway: shows('fromTomorrowOn'),
    arrange: trusts('root'),
  },
  {
    name: 'a certificate from yesterday on',
    gives: [],
    nearMissOf: ['tls.not-yet-valid'],
    gateway: shows('sinceYesterday'),
    arrange: trusts('root'),
  },
  {
    name: 'a certificate for other names',
    gives: ['tls.hostname-mismatch'],
    nearMissOf: ['tls.untrusted-ca', 'tls.self-signed'],
    gateway: shows('otherName'),
    arrange: trusts('root'),
    also: ({ report }) => {
      if (!JSON.stringify(report.findings[0]).includes('other.example'))
        throw new Error('the names are not listed');
    },
  },
  {
    name: 'a certificate of its own',
    gives: ['tls.self-signed'],
    nearMissOf: ['tls.untrusted-ca', 'tls.hostname-mismatch'],
    gateway: shows('selfSigned'),
  },
  {
    name: 'a chain without its middle',
    gives: ['tls.incomplete-chain'],
    nearMissOf: ['tls.untrusted-ca', 'tls.self-signed'],
    gateway: shows('withoutIntermediate'),
    arrange: trusts('root'),
  },
  {
    name: 'a CA of its own that nobody trusts',
    gives: ['tls.untrusted-ca'],
    nearMissOf: ['tls.incomplete-chain', 'tls.self-signed', 'tls.intercepted'],
    cli: true,
    gateway: shows('good'),
    checks: HELD,
  },
  {
    name: 'an inspection product whose CA is not trusted',
    gives: ['tls.intercepted'],
    nearMissOf: ['tls.untrusted-ca'],
    gateway: shows('inspected'),
  },
  {
    name: 'a CA that has a word of an inspection product in its name',
    gives: ['tls.untrusted-ca'],
    nearMissOf: ['tls.intercepted'],
    gateway: shows('countyIssued'),
  },
  {
    name: 'an inspection product whose CA is trusted',
    gives: ['tls.intercepted'],
    root: null,
    arrange: trusts('product'),
    gateway: shows('inspected'),
    checks: { 'requests.chat': 'pass' },
  },
  {
    name: 'https to a port without TLS',
    gives: ['tls.not-tls'],
    nearMissOf: ['tls.handshake-failed', 'http.not-http'],
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = gateway.url.replace('http:', 'https:');
    },
  },
  {
    name: 'http to a port with TLS',
    gives: ['tls.plain-to-tls'],
    nearMissOf: ['http.closed', 'http.not-http', 'tls.not-tls'],
    gateway: shows('good'),
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = gateway.url.replace('https:', 'http:');
    },
  },
  {
    name: 'a handshake that is refused',
    gives: ['tls.handshake-failed'],
    nearMissOf: ['tls.not-tls', 'tcp.reset'],
    arrange: async (bench) => {
      const port = await rawServer(bench, (socket) =>
        socket.once('data', () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 40]))),
      );
      bench.env['AGENTROUTER_BASE_URL'] = `https://127.0.0.1:${port}`;
    },
  },
];
