import { fix, hostOf } from './fix-texts.ts';
import { inChain } from './tls-chain.ts';
import { showChain, TRUSTED } from './tls-fixes.ts';
import { expiredSign, mismatchSign, notYetValidSign } from './tls-signs.ts';
import { baseUrlFix } from './setting-fix.ts';
import type { Context, Family, Fix } from './types.ts';

const checkClock: Fix = fix('Check the clock of this machine.', 'date -u');

const names = (c: Context): string => {
  const known = c.detail['names'] ?? '';
  return known === '' ? 'other names' : known;
};

/** Certificates that are good for another time or another name. */
export const tlsValidityCodes = {
  'tls.expired': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'network.tls',
    title: (c) => `The certificate of ${hostOf(c)} has expired`,
    retryHelps: false,
    expected: TRUSTED,
    failureSign: expiredSign,
    inFacts: inChain('tls.expired'),
    cause: (c) =>
      `${c.detail['which'] === undefined || c.detail['which'] === 'server' ? 'The certificate' : `The certificate ${c.detail['which']} above it`} ended${c.detail['until'] === undefined ? '' : ` on ${c.detail['until']}`}, and every client refuses it. The operator has to renew it; with a wrong local clock a good one looks expired.`,
    fixes: (c) => [
      checkClock,
      fix(`Tell the operator of ${hostOf(c)}.`),
      fix(
        'As the operator, renew it and reload the web server.',
        'sudo certbot renew --force-renewal && sudo systemctl reload nginx',
      ),
      showChain(c),
    ],
    recognised: 'Verification says that a certificate of the chain is past its end (CERT_HAS_EXPIRED).',
    example: 'certificate verify failed: certificate has expired',
  },
  'tls.expiring-soon': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: 'network.tls',
    title: (c) =>
      `The certificate of ${hostOf(c)} ends ${c.detail['days'] === undefined ? 'soon' : `in ${c.detail['days']} days`}`,
    retryHelps: false,
    expected: 'at least 14 days left',
    inFacts: inChain('tls.expiring-soon'),
    cause: (c) =>
      `It is valid until ${c.detail['until'] ?? 'a few days from now'}. Automatic renewal usually happens 30 days before the end, so it may have stopped working.`,
    fixes: (c) => [
      fix('As the operator, see why renewal did not happen.', 'sudo certbot renew --dry-run'),
      fix(`Otherwise tell the operator of ${hostOf(c)}.`),
    ],
    recognised: 'The certificate is trusted and has under 14 days left.',
    example: 'notAfter is next week',
  },
  'tls.not-yet-valid': {
    severity: 'error',
    faultDomain: 'you',
    check: 'network.tls',
    title: (c) => `The certificate of ${hostOf(c)} is not valid yet`,
    retryHelps: false,
    expected: TRUSTED,
    failureSign: notYetValidSign,
    inFacts: inChain('tls.not-yet-valid'),
    cause: (c) =>
      `The certificate begins${c.detail['from'] === undefined ? ' in the future' : ` on ${c.detail['from']}`}, by the clock of this machine. Most often that clock is behind (virtual machines, WSL after sleep, boards without a battery); rarely the certificate was made for later.`,
    fixes: (c) => [
      checkClock,
      fix('Switch on time synchronisation.', 'sudo timedatectl set-ntp true'),
      showChain(c),
    ],
    recognised: 'Verification says that the certificate begins in the future (CERT_NOT_YET_VALID).',
    example: 'certificate verify failed: certificate is not yet valid',
  },
  'tls.hostname-mismatch': {
    severity: 'error',
    faultDomain: 'you',
    check: 'network.tls',
    title: (c) => `The certificate is not for ${hostOf(c)}`,
    retryHelps: false,
    expected: 'a certificate for the host in the base URL',
    failureSign: mismatchSign,
    inFacts: inChain('tls.hostname-mismatch'),
    cause: (c) =>
      `The server that answers has a certificate for ${names(c)}. The base URL names another host than the operator meant (an IP address, an alias, a misspelling), or the name leads to another server.`,
    fixes: (c) => [
      baseUrlFix(c, `https://${firstName(c)}${portOf(c)}`, 'Use a name of the certificate in the base URL'),
      fix(`As the operator, get a certificate that names ${hostOf(c)} too.`),
      showChain(c),
    ],
    recognised:
      'None of the names in the certificate is the host of the base URL (ERR_TLS_CERT_ALTNAME_INVALID).',
    example: "Hostname/IP does not match certificate's altnames",
  },
} satisfies Family;

const portOf = ({ port }: Context): string => (port === null || port === 443 ? '' : `:${port}`);

function firstName(c: Context): string {
  const first = (c.detail['names'] ?? '').split(', ')[0] ?? '';
  return first === '' || first.startsWith('*') ? 'your-deployment' : first;
}
