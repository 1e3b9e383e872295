import { isIP } from 'node:net';
import { fix, hostOf } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import { inChain } from './tls-chain.ts';
import { fromTheSystem, showChain, trustedBySystem, trustFixes, TRUSTED } from './tls-fixes.ts';
import { incompleteChainSign, interceptedSign, selfSignedSign, untrustedSign } from './tls-signs.ts';
import type { Family } from './types.ts';

/** Certificates whose issuer is in doubt. */
export const tlsTrustCodes = {
  'tls.self-signed': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'network.tls',
    title: (c) => `The certificate of ${hostOf(c)} is self-signed`,
    retryHelps: false,
    expected: TRUSTED,
    failureSign: selfSignedSign,
    inFacts: inChain('tls.self-signed'),
    cause: (c) =>
      `${hostOf(c)} vouches for itself${c.detail['subject'] === undefined ? '' : ` (${c.detail['subject']})`}, so no client can tell it from an impostor. It is a deployment with a home-made certificate, or something else answers in its place.`,
    fixes: (c) => [
      fix(
        'As the operator, get a certificate that everyone trusts; it is free for a name that the internet can look up.',
        `certbot certonly --standalone -d ${isIP(c.host ?? '') === 0 ? (c.host ?? 'your-deployment') : 'your-name.example'}`,
      ),
      fix(
        'If it is your own server, save the certificate and compare its fingerprint on the server. Then trust it as follows.',
        [
          `openssl s_client -connect ${c.host ?? 'your-deployment'}:${c.port ?? 443} </dev/null | openssl x509 -out ca.pem`,
          'openssl x509 -in ca.pem -noout -fingerprint -sha256',
        ].join('\n'),
      ),
      ...trustFixes('ca.pem'),
    ],
    further: (c) => [showChain(c)],
    recognised: "The server's own certificate is signed by itself (DEPTH_ZERO_SELF_SIGNED_CERT).",
    example: 'certificate verify failed: self-signed certificate',
  },
  'tls.incomplete-chain': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'network.tls',
    title: (c) => `${hostOf(c)} does not send its intermediate certificate`,
    retryHelps: false,
    expected: 'the whole chain below the root, sent by the server',
    failureSign: incompleteChainSign,
    inFacts: inChain('tls.incomplete-chain'),
    cause: (c) =>
      `The server sends its own certificate and leaves out the one that links it to a trusted root${c.detail['missing'] === undefined ? '' : ` (${c.detail['missing']})`}. Browsers fetch or remember the missing one; Python, Node.js and curl do not.`,
    fixes: (c) => [
      fix(
        'As the operator, serve the full chain: with certbot, fullchain.pem instead of cert.pem.',
        'ssl_certificate /etc/letsencrypt/live/your-deployment/fullchain.pem;',
      ),
      ...(c.detail['issuerUrl'] === undefined
        ? []
        : [
            fix(
              'Until then, download the missing certificate and trust it here as follows.',
              `curl -s ${shellWord(c.detail['issuerUrl'])} | openssl x509 -inform der -out ca.pem`,
            ),
          ]),
      ...trustFixes('ca.pem'),
    ],
    further: (c) => [showChain(c)],
    recognised:
      'Verification stops at the last certificate sent (UNABLE_TO_VERIFY_LEAF_SIGNATURE), and its issuer is a public CA, an intermediate by name, or of an organisation that this machine trusts.',
    example: 'unable to verify the first certificate',
  },
  'tls.untrusted-ca': {
    severity: 'error',
    faultDomain: 'you',
    check: 'network.tls',
    title: (c) => `This machine does not trust the CA behind ${hostOf(c)}`,
    retryHelps: false,
    expected: TRUSTED,
    failureSign: untrustedSign,
    inFacts: inChain('tls.untrusted-ca'),
    cause: (c) =>
      c.detail['systemStore'] !== undefined
        ? `The certificate was issued by ${c.detail['missing'] ?? c.detail['issuer'] ?? 'a CA'}, which the operating system trusts. Node.js and Python's certifi bring a list of their own and do not look there, so curl and browsers work while SDKs fail.`
        : `The certificate was issued by ${c.detail['missing'] ?? c.detail['issuer'] ?? 'a CA'} and not by a CA that this machine knows. It is a private or company CA, or a company proxy that opens TLS on the way; if neither is so, a server that leaves out its intermediate certificate looks much the same.`,
    fixes: (c) => [
      ...trustedBySystem(
        c,
        'Get the CA certificate (PEM) from whoever runs the deployment or the network, and trust it as follows.',
      ),
      fix(
        'If all public sites fail as well, the CA list of this machine is missing or old.',
        'pip install --upgrade certifi',
      ),
    ],
    further: (c) => [...fromTheSystem(), showChain(c)],
    recognised:
      'The chain ends in a CA that is not in the trust store (SELF_SIGNED_CERT_IN_CHAIN, unable to get local issuer certificate).',
    example: 'certificate verify failed: unable to get local issuer certificate',
  },
  'tls.intercepted': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.tls',
    title: (c) => `${c.detail['product'] ?? 'An inspecting proxy'} opens the connection to ${hostOf(c)}`,
    retryHelps: false,
    expected: 'a certificate from the CA of the deployment itself',
    failureSign: interceptedSign,
    inFacts: inChain('tls.intercepted'),
    supersedes: ['tls.untrusted-ca', 'tls.incomplete-chain', 'tls.self-signed'],
    cause: (c) =>
      c.detail['trusted'] === 'true'
        ? `The certificate was made by ${c.detail['product'] ?? 'an inspecting proxy'} on the way, and this machine trusts it. Calls work here; clients with a CA list of their own (Python with certifi, containers) may fail, and the product sees key and prompts.`
        : `The certificate was made by ${c.detail['product'] ?? 'an inspecting proxy'} on the way and not by the CA of the deployment. Company networks and some antivirus programs do this; browsers there are set up to trust it, and this client is not.`,
    fixes: (c) => [
      ...trustedBySystem(
        c,
        `Get the root certificate of ${c.detail['product'] ?? 'the inspecting proxy'} from your IT department (PEM), and trust it as follows.`,
      ),
      fix(`Or have ${hostOf(c)} exempted from inspection.`),
    ],
    further: (c) => [...fromTheSystem(), showChain(c)],
    recognised:
      'The issuer of the certificate is a product known to inspect TLS. Information only where this machine trusts it.',
    example: 'self signed certificate in certificate chain (issuer: Zscaler Root CA)',
  },
} satisfies Family;
