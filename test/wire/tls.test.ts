import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Forge, hasOpenssl, type Pair } from './certificates.ts';
import { failureOf, get, httpServer, tcpServer, tlsServer, valueOf, wireWith } from './harness.ts';

const NAMES = 'DNS:localhost,IP:127.0.0.1';

describe.skipIf(!hasOpenssl)('TLS', () => {
  const forge = new Forge();
  afterAll(() => forge.remove());
  let root: Pair;
  let middle: Pair;
  let good: Pair;
  let below: Pair;

  beforeAll(() => {
    root = forge.authority('/CN=Test Root/O=Agentrouter Tests');
    middle = forge.authority('/CN=Test Issuing CA/O=Agentrouter Tests', root);
    good = forge.server('/CN=localhost', NAMES, root);
    below = forge.server('/CN=localhost', NAMES, middle);
  });

  const serve = (pair: Pair, ...above: Pair[]): Promise<number> =>
    tlsServer({ key: pair.key, cert: [pair, ...above].map(({ cert }) => cert).join('') });

  it('is trusted through a CA file, timed, and used again', async () => {
    const port = await serve(good);
    const wire = wireWith({ caFile: root.certFile });
    const first = await wire.request(get(`https://localhost:${port}/`));
    expect(valueOf(first.result).body).toBe('ok');
    expect(first.timings.tlsMs).toBeGreaterThan(0);
    const second = await wire.request(get(`https://localhost:${port}/`));
    expect(second.timings.tlsMs).toBeNull();
    const facts = valueOf(await wire.handshake(new URL(`https://127.0.0.1:${port}`)));
    expect(facts).toMatchObject({
      protocol: 'TLSv1.3',
      authorized: true,
      authorizationError: null,
      alpn: 'http/1.1',
    });
    expect(facts.chain[0]).toMatchObject({
      subject: 'CN=localhost',
      issuer: 'CN=Test Root, O=Agentrouter Tests',
      names: ['localhost', '127.0.0.1'],
      selfSigned: false,
    });
    expect(Date.parse(facts.chain[0]?.validTo ?? '')).toBeGreaterThan(Date.now());
  });

  const cases: [string, () => { pair: Pair; above?: Pair[]; ca: boolean; host?: string }, string][] = [
    ['expired', () => ({ pair: forge.server('/CN=a', NAMES, root, -1), ca: true }), 'CERT_HAS_EXPIRED'],
    [
      'not yet valid',
      () => ({
        pair: forge.serverBetween('/CN=a', NAMES, root, '20900101000000Z', '20910101000000Z'),
        ca: true,
      }),
      'CERT_NOT_YET_VALID',
    ],
    [
      'for another name',
      () => ({ pair: forge.server('/CN=a', 'DNS:other.example', root), ca: true }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      'self-signed',
      () => ({ pair: forge.server('/CN=localhost', NAMES), ca: false }),
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    [
      'of an unknown CA that is sent along',
      () => ({ pair: good, above: [root], ca: false }),
      'SELF_SIGNED_CERT_IN_CHAIN',
    ],
    ['sent without its issuer', () => ({ pair: below, ca: true }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'of an unknown CA, intermediate sent',
      () => ({ pair: below, above: [middle], ca: false }),
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
  ];

  it.each(cases)(
    'with a certificate that is %s fails, and the handshake tells why',
    async (_what, make, code) => {
      const { pair, above = [], ca } = make();
      const port = await serve(pair, ...above);
      const wire = wireWith({ caFile: ca ? root.certFile : null });
      const failure = failureOf((await wire.request(get(`https://localhost:${port}/`))).result);
      expect(failure).toMatchObject({ layer: 'tls', code, host: 'localhost', port });
      const facts = valueOf(await wire.handshake(new URL(`https://localhost:${port}`)));
      expect(facts).toMatchObject({ authorized: false, authorizationError: code });
      expect(facts.chain).not.toHaveLength(0);
    },
  );

  it('knows the organisation of a missing issuer where the machine trusts its root', async () => {
    const url = new URL(`https://localhost:${await serve(below)}`);
    const trusting = valueOf(await wireWith({ caFile: root.certFile }).handshake(url));
    expect(trusting.issuerOrganisationTrusted).toBe(true);
    const other = valueOf(await wireWith().handshake(url));
    expect(other.issuerOrganisationTrusted).toBe(false);
  });

  it('goes on with the default roots where the CA file cannot be read, and says so on failure', async () => {
    const url = `https://localhost:${await serve(good)}/`;
    const failure = failureOf((await wireWith({ caFile: '/nowhere/ca.pem' }).request(get(url))).result);
    expect(failure.message).toContain('/nowhere/ca.pem cannot be read (ENOENT)');
  });

  it('on a port without it fails with the reason of OpenSSL', async () => {
    const port = await httpServer((_request, response) => response.end());
    const failure = failureOf((await wireWith().request(get(`https://localhost:${port}/`))).result);
    expect(failure).toMatchObject({ layer: 'tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
  });

  it('is found behind a port that does not answer a plain request', async () => {
    const port = await serve(good);
    const failure = failureOf((await wireWith().request(get(`http://localhost:${port}/`))).result);
    expect(failure).toMatchObject({ layer: 'http', code: 'PLAIN_TO_TLS' });
  });

  it('without a common protocol fails', async () => {
    const port = await tlsServer({
      key: good.key,
      cert: good.cert,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    const failure = failureOf((await wireWith().request(get(`https://localhost:${port}/`))).result);
    expect(failure.layer).toBe('tls');
    expect(failure.message).toMatch(/protocol|handshake/i);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('that wants a client certificate fails in %s', async (version) => {
    const options = {
      requestCert: true,
      rejectUnauthorized: true,
      ca: root.cert,
      minVersion: version,
      maxVersion: version,
    };
    const port = await tlsServer({ key: good.key, cert: good.cert, ...options });
    const wire = wireWith({ caFile: root.certFile });
    const failure = failureOf((await wire.request(get(`https://localhost:${port}/`))).result);
    expect(failure.layer).toBe('tls');
    expect(failure.code).toMatch(/ALERT/);
    const look = failureOf(await wire.handshake(new URL(`https://localhost:${port}`)));
    expect(look).toMatchObject({ layer: 'tls', code: failure.code });
  });

  it('is the layer of a cut after its first byte, TCP before', async () => {
    const silent = await tcpServer((socket) => socket.once('data', () => socket.destroy()));
    expect(failureOf((await wireWith().request(get(`https://127.0.0.1:${silent}/`))).result)).toMatchObject({
      layer: 'tcp',
      code: 'ECONNRESET',
    });
    const alert = await tcpServer((socket) =>
      socket.once('data', () => socket.end(Buffer.from('1603', 'hex'))),
    );
    expect(failureOf((await wireWith().request(get(`https://127.0.0.1:${alert}/`))).result).layer).toBe(
      'tls',
    );
  });

  it('that never answers fails with TIMEOUT', async () => {
    const port = await tcpServer(() => undefined);
    const failure = failureOf(
      await wireWith({ timeoutMs: 150 }).handshake(new URL(`https://127.0.0.1:${port}`)),
    );
    expect(failure).toMatchObject({ layer: 'tls', code: 'TIMEOUT' });
  });

  it('with thousands of names tells the first hundred', async () => {
    const names = Array.from({ length: 1000 }, (_each, index) => `DNS:n${index}.example`).join(',');
    const port = await serve(forge.server('/CN=many', names, root));
    const facts = valueOf(await wireWith().handshake(new URL(`https://127.0.0.1:${port}`)));
    expect(facts.chain[0]?.names).toHaveLength(100);
  });
});
