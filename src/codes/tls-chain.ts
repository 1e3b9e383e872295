import type { Facts, NetworkFacts } from '../probes/facts.ts';
import type { CertificateFacts, TlsFacts } from '../wire/types.ts';
import { gapAfter, inspectionProduct } from './tls-issuers.ts';
import type { Observation } from './types.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

type TlsCode =
  | 'tls.expired'
  | 'tls.expiring-soon'
  | 'tls.not-yet-valid'
  | 'tls.hostname-mismatch'
  | 'tls.self-signed'
  | 'tls.incomplete-chain'
  | 'tls.untrusted-ca'
  | 'tls.intercepted'
  | 'tls.handshake-failed';

interface Judged {
  code: TlsCode;
  observation: Observation;
}

/** What the certificates of the handshake show, as observations of one code. */
export function inChain(code: TlsCode): (facts: Facts) => Observation[] {
  return (facts) => judgeChain(facts).flatMap((judged) => (judged.code === code ? [judged.observation] : []));
}

/** Why a chain is not trusted, one cause, and beside it whatever else is plain to see. */
function judgeChain(facts: Facts): Judged[] {
  const tls = facts.network?.handshake?.tls ?? null;
  const leaf = tls?.chain[0];
  if (facts.network === null || tls === null || leaf === undefined) return [];
  const nowMs = Date.parse(facts.startedAt);
  const see = observer(facts.network, tls);
  const product = inspectionProduct(tls.chain);
  if (tls.authorized) {
    return [
      ...(product === null ? [] : [see.intercepted(product, true)]),
      ...(Date.parse(leaf.validTo) - nowMs < SOON_DAYS * DAY_MS ? [see.expiring(leaf, nowMs)] : []),
    ];
  }
  if (product !== null) return [see.intercepted(product, false)];
  const main = see.distrusted(leaf, nowMs);
  const alsoExpired = main.code !== 'tls.expired' && Date.parse(leaf.validTo) < nowMs;
  return alsoExpired ? [main, see.expired(leaf, nowMs)] : [main];
}

/** The certificates' own words for an unauthorized handshake. */
function observer({ host, proxy }: NetworkFacts, tls: TlsFacts) {
  const reason = tls.authorizationError ?? 'not authorized';
  const chainLine = tls.chain.map(({ subject, issuer }) => `${subject} (issued by ${issuer})`).join(' <- ');
  const evidenceLines = [
    `verification: ${tls.authorized ? 'ok' : reason}`,
    `chain: ${chainLine}`,
    ...(proxy === null ? [] : [`by way of the proxy ${proxy.url}`]),
    ...(tls.trustProblem == null ? [] : [tls.trustProblem]),
    ...(tls.systemStore == null ? [] : [`the operating system trusts it: ${tls.systemStore}`]),
  ];
  const make = (
    code: TlsCode,
    measured: string,
    parts: Partial<Observation>,
    detail: Record<string, string>,
  ): Judged => {
    const leaf = tls.chain[0];
    const shared = {
      issuer: leaf?.issuer ?? '',
      subject: leaf?.subject ?? '',
      names: (leaf?.names ?? []).slice(0, 10).join(', '),
      ...(tls.systemStore == null ? {} : { systemStore: tls.systemStore }),
      ...(tls.trustProblem == null ? {} : { trustProblem: tls.trustProblem }),
    };
    return {
      code,
      observation: {
        check: 'network.tls',
        confidence: 'proved',
        measured,
        expected: `a certificate for ${host} that this machine trusts`,
        evidence: evidenceLines,
        ...parts,
        context: { detail: { ...shared, ...detail } },
      },
    };
  };

  const expired = (certificate: CertificateFacts, nowMs: number): Judged => {
    const days = Math.max(0, Math.floor((nowMs - Date.parse(certificate.validTo)) / DAY_MS));
    const whose =
      certificate === tls.chain[0] ? 'the certificate' : `the certificate of ${certificate.subject}`;
    return make(
      'tls.expired',
      `${whose} ended on ${day(certificate.validTo)}, ${days} days ago`,
      {},
      {
        until: day(certificate.validTo),
        which: certificate === tls.chain[0] ? 'server' : certificate.subject,
      },
    );
  };

  const gap = (): Judged => {
    const last = tls.chain.at(-1);
    const found = last === undefined ? null : gapAfter(last, tls.issuerOrganisationTrusted === true);
    const missing = found?.missing === 'intermediate';
    const code = missing ? 'tls.incomplete-chain' : 'tls.untrusted-ca';
    return make(
      code,
      missing
        ? `the server sent ${tls.chain.length === 1 ? 'its own certificate only' : `${tls.chain.length} certificates`}, and the next issuer is missing: ${last?.issuer ?? ''}`
        : `issued by ${last?.issuer ?? 'an unknown CA'}, which this machine does not trust`,
      {
        confidence: found?.sure === true ? 'likely' : 'possible',
        evidence: [...evidenceLines, ...(found === null ? [] : [found.why])],
      },
      { missing: last?.issuer ?? '', ...(last?.issuerUrl == null ? {} : { issuerUrl: last.issuerUrl }) },
    );
  };

  return {
    expired,
    expiring: (leaf: CertificateFacts, nowMs: number): Judged => {
      const days = Math.floor((Date.parse(leaf.validTo) - nowMs) / DAY_MS);
      return make(
        'tls.expiring-soon',
        `${days} days left (until ${day(leaf.validTo)})`,
        { expected: 'at least 14 days left' },
        { days: String(days), until: day(leaf.validTo) },
      );
    },
    intercepted: (product: string, trusted: boolean): Judged =>
      make(
        'tls.intercepted',
        `issued by ${product}${trusted ? ', which this machine trusts' : ', which this machine does not trust'}`,
        trusted ? { severity: 'info' } : {},
        { product, trusted: String(trusted) },
      ),
    distrusted: (leaf: CertificateFacts, nowMs: number): Judged => {
      switch (reason) {
        case 'CERT_HAS_EXPIRED':
          return expired(tls.chain.find(({ validTo }) => Date.parse(validTo) < nowMs) ?? leaf, nowMs);
        case 'CERT_NOT_YET_VALID':
          return make(
            'tls.not-yet-valid',
            `the certificate begins on ${day(leaf.validFrom)}; the local clock says ${new Date(nowMs).toISOString()}`,
            {},
            { from: day(leaf.validFrom) },
          );
        case 'ERR_TLS_CERT_ALTNAME_INVALID':
        case 'HOSTNAME_MISMATCH':
          return make(
            'tls.hostname-mismatch',
            `the certificate is for ${leaf.names.slice(0, 5).join(', ') || leaf.subject}`,
            { expected: `a certificate for ${host}` },
            {},
          );
        case 'DEPTH_ZERO_SELF_SIGNED_CERT':
          return make('tls.self-signed', `${leaf.subject} signed itself`, {}, {});
        case 'SELF_SIGNED_CERT_IN_CHAIN': {
          const root = tls.chain.at(-1)?.subject ?? leaf.issuer;
          return make(
            'tls.untrusted-ca',
            `the chain ends in ${root}, which this machine does not trust`,
            {},
            { missing: root },
          );
        }
        default:
          // OpenSSL: "EE certificate key too weak", "CA signature digest algorithm too weak".
          return /too (?:weak|small)/i.test(reason)
            ? make('tls.handshake-failed', reason.replace(/^UNSPECIFIED: /, ''), {}, { message: reason })
            : gap();
      }
    },
  };
}

function day(iso: string): string {
  return iso.slice(0, 10);
}
