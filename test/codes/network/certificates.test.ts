import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Forge, hasOpenssl, type Pair } from '../../wire/certificates.ts';
import { failureOf, get, tlsServer, valueOf, wireWith } from '../../wire/harness.ts';
import { codesFor } from './all.ts';
import { certificate, codesIn, factsWith, handshake, observed } from './facts.ts';
import type { CertificateFacts } from '../../../src/wire/types.ts';

function shown(error: string | null, chain: CertificateFacts[], organisation = false): string[] {
  const parts = { issuerOrganisationTrusted: organisation };
  return codesIn(factsWith({ handshake: handshake(error, chain, parts) }));
}

describe('a certificate', () => {
  it('that is trusted and has time left shows nothing', () => {
    expect(shown(null, [certificate()])).toEqual([]);
    expect(shown(null, [certificate({ validTo: '2026-06-15T00:00:01.000Z' })])).toEqual([]);
  });

  it('with under 14 days left is a warning that counts them', () => {
    const chain = [certificate({ validTo: '2026-06-11T12:00:00.000Z' })];
    expect(shown(null, chain)).toEqual(['tls.expiring-soon']);
    const facts = factsWith({ handshake: handshake(null, chain) });
    expect(observed('tls.expiring-soon', facts)[0]?.measured).toBe('10 days left (until 2026-06-11)');
  });

  it.each([
    ['CERT_HAS_EXPIRED', certificate({ validTo: '2026-05-01T00:00:00.000Z' }), 'tls.expired'],
    ['CERT_NOT_YET_VALID', certificate({ validFrom: '2026-07-01T00:00:00.000Z' }), 'tls.not-yet-valid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', certificate({ names: ['other.example'] }), 'tls.hostname-mismatch'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', certificate({ selfSigned: true }), 'tls.self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', certificate(), 'tls.untrusted-ca'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', certificate(), 'tls.untrusted-ca'],
    ['CERT_SIGNATURE_FAILURE', certificate(), 'tls.untrusted-ca'],
  ])('refused with %s shows one cause', (error, leaf, code) => {
    expect(shown(error, [leaf])).toEqual([code]);
  });

  it('that is refused for another reason and is past its end as well shows both', () => {
    const leaf = certificate({ selfSigned: true, validTo: '2026-05-01T00:00:00.000Z' });
    expect(shown('DEPTH_ZERO_SELF_SIGNED_CERT', [leaf])).toEqual(['tls.expired', 'tls.self-signed']);
  });

  it('says which certificate of the chain has expired', () => {
    const above = certificate({ subject: 'CN=Middle', validTo: '2026-05-30T00:00:00.000Z' });
    const facts = factsWith({ handshake: handshake('CERT_HAS_EXPIRED', [certificate(), above]) });
    expect(observed('tls.expired', facts)[0]?.measured).toBe(
      'the certificate of CN=Middle ended on 2026-05-30, 2 days ago',
    );
  });

  it.each([
    ['of a public CA', "CN=R11, O=Let's Encrypt", null, false, 'tls.incomplete-chain'],
    ['of an organisation that is trusted', 'CN=Level 2, O=Acme', null, true, 'tls.incomplete-chain'],
    ['of an intermediate by name', 'CN=Acme Issuing CA', null, false, 'tls.incomplete-chain'],
    [
      'whose issuer can be downloaded',
      'CN=Acme 7',
      'http://pki.acme.example/7.crt',
      false,
      'tls.incomplete-chain',
    ],
    ['of a root by name', 'CN=Acme Root CA', null, true, 'tls.untrusted-ca'],
    ['of a CA that nothing is known of', 'CN=Acme 7', null, false, 'tls.untrusted-ca'],
  ])('%s that came alone is %5$s', (_what, issuer, issuerUrl, organisation, code) => {
    expect(
      shown('UNABLE_TO_VERIFY_LEAF_SIGNATURE', [certificate({ issuer, issuerUrl })], organisation),
    ).toEqual([code]);
  });

  it.each([
    'CN=Zscaler Intermediate Root CA, O=Zscaler Inc.',
    'CN=FGT60FTK1234, O=Fortinet',
    'CN=ca.acme.goskope.com, O=Netskope Inc',
    'CN=Kaspersky Anti-Virus Personal Root Certificate',
    'CN=mitmproxy, O=mitmproxy',
    'CN=DO_NOT_TRUST_FiddlerRoot',
    'CN=PortSwigger CA, O=PortSwigger',
    'CN=Norton Web/Mail Shield Root, O=Norton Web/Mail Shield',
    'CN=firewall.acme.example, O=Palo Alto Networks',
  ])('made by %s is intercepted, for information where it is trusted', (issuer) => {
    for (const error of ['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']) {
      expect(shown(error, [certificate({ issuer })])).toEqual(['tls.intercepted']);
    }
    const facts = factsWith({ handshake: handshake(null, [certificate({ issuer })]) });
    expect(observed('tls.intercepted', facts)[0]?.severity).toBe('info');
  });

  it.each(['CN=Norton Group Root CA', 'CN=City of Palo Alto Root CA', 'CN=Fiddler & Sons Root CA'])(
    'made by %s, who only shares a name with a product, is of a CA that is not trusted',
    (issuer) => {
      expect(shown('UNABLE_TO_VERIFY_LEAF_SIGNATURE', [certificate({ issuer })])).toEqual([
        'tls.untrusted-ca',
      ]);
    },
  );

  it('for an inspection vendor itself is not intercepted', () => {
    const leaf = certificate({
      subject: 'CN=www.zscaler.com, O=Zscaler Inc.',
      issuer: 'CN=DigiCert TLS CA, O=DigiCert Inc',
    });
    expect(shown(null, [leaf])).toEqual([]);
  });
});

describe.skipIf(!hasOpenssl)('a real server', () => {
  const NAMES = 'DNS:localhost,IP:127.0.0.1';
  const forge = new Forge();
  afterAll(() => forge.remove());
  let root: Pair;
  let middle: Pair;
  let leaf: Pair;
  beforeAll(() => {
    root = forge.authority('/CN=Acme Top/O=Acme Tests');
    middle = forge.authority('/CN=Acme Level 2/O=Acme Tests', root);
    leaf = forge.server('/CN=localhost', NAMES, middle);
  });

  async function codesOf(pair: Pair, above: Pair[], caFile: string | null): Promise<string[]> {
    const port = await tlsServer({ key: pair.key, cert: [pair, ...above].map(({ cert }) => cert).join('') });
    const result = await wireWith({ caFile }).handshake(new URL(`https://localhost:${port}`));
    const facts = factsWith({
      host: 'localhost',
      port,
      handshake: result.ok ? { tls: result.value, failure: null } : { tls: null, failure: result.failure },
    });
    return codesIn({ ...facts, startedAt: new Date().toISOString() });
  }

  it('that sends its whole chain below a trusted root is fine', async () => {
    expect(await codesOf(leaf, [middle], root.certFile)).toEqual([]);
  });

  it('that leaves out its intermediate has an incomplete chain', async () => {
    expect(await codesOf(leaf, [], root.certFile)).toEqual(['tls.incomplete-chain']);
  });

  it('of a CA that is not trusted has an untrusted CA, however much of the chain it sends', async () => {
    expect(await codesOf(leaf, [middle, root], null)).toEqual(['tls.untrusted-ca']);
    expect(await codesOf(leaf, [middle], null)).toEqual(['tls.untrusted-ca']);
    expect(await codesOf(forge.server('/CN=localhost', NAMES, root), [], null)).toEqual(['tls.untrusted-ca']);
  });

  it('with a certificate of its own making is self-signed', async () => {
    expect(await codesOf(forge.server('/CN=localhost', NAMES), [], null)).toEqual(['tls.self-signed']);
  });

  it('with a certificate past its end has expired, before its last days expires soon', async () => {
    expect(await codesOf(forge.server('/CN=a', NAMES, root, -1), [], root.certFile)).toEqual(['tls.expired']);
    expect(await codesOf(forge.server('/CN=a', NAMES, root, 5), [], root.certFile)).toEqual([
      'tls.expiring-soon',
    ]);
  });

  it('with a key that is too weak fails the handshake', async () => {
    const { key, cert } = forge.server('/CN=localhost', NAMES, root, 60, 768);
    const port = await tlsServer({ key, cert, ciphers: 'ALL:@SECLEVEL=0' });
    const wire = wireWith({ caFile: root.certFile });
    const look = valueOf(await wire.handshake(new URL(`https://localhost:${port}`)));
    expect(codesIn(factsWith({ handshake: { tls: look, failure: null } }))).toContain('tls.handshake-failed');
    const failure = failureOf((await wire.request(get(`https://localhost:${port}/`))).result);
    expect(codesFor(failure)[0]?.code).toBe('tls.handshake-failed');
  });
});
