import { anyOf } from '../evidence/any-of.ts';
import type { CertificateFacts } from '../wire/types.ts';

/** Names under which products that inspect TLS sign the certificates that they make, by product. */
const INSPECTION: readonly (readonly [product: string, issuer: RegExp])[] = [
  ['Zscaler', /zscaler/i],
  ['Netskope', /netskope|goskope/i],
  ['Fortinet FortiGate', /forti(?:net|gate|guard)|\bFG[A-Z0-9]{10,}/i],
  ['Palo Alto Networks', /palo ?alto networks|\bpan-?os\b|globalprotect/i],
  ['Cisco Umbrella', /cisco umbrella|opendns/i],
  ['Cisco Secure Web Appliance', /cisco (?:wsa|secure web|web security)|ironport/i],
  ['Symantec (Blue Coat)', /blue ?coat|proxysg|symantec (?:web|cloud|ssl visibility)|web security service/i],
  ['Sophos', /sophos/i],
  ['Kaspersky', /kaspersky/i],
  ['Avast', /\bavast\b/i],
  ['AVG', /\bavg\b/i],
  ['ESET', /\beset\b/i],
  ['Bitdefender', /bitdefender/i],
  ['McAfee / Skyhigh', /mcafee|skyhigh/i],
  ['Check Point', /check ?point/i],
  ['Forcepoint', /forcepoint|websense/i],
  ['Barracuda', /barracuda/i],
  ['WatchGuard', /watchguard|fireware/i],
  ['SonicWall', /sonicwall/i],
  ['Trend Micro', /trend ?micro/i],
  ['Cato Networks', /cato networks/i],
  ['iboss', /\biboss\b/i],
  ['Cloudflare Gateway', /cloudflare.{0,40}gateway|gateway ca - cloudflare/i],
  ['Untangle', /untangle|arista edge threat/i],
  ['Smoothwall', /smoothwall/i],
  ['Securly', /securly/i],
  ['Lightspeed', /lightspeed (?:systems|filter)/i],
  ['Norton', /\bnorton (?:web(?:\/mail)? shield|antivirus|360)\b/i],
  ['Charles', /charles (?:web debugging )?proxy/i],
  ['Fiddler', /\bfiddler ?(?:root|everywhere|classic)|do_not_trust_fiddler/i],
  ['mitmproxy', /mitmproxy/i],
  ['Burp Suite', /portswigger|\bburp\b/i],
  ['Proxyman', /proxyman/i],
  ['HTTP Toolkit', /http toolkit/i],
];

/** Organisations of public CAs, in so far as they sign through intermediates (all do). */
const PUBLIC_CA = anyOf(
  /let'?s encrypt|internet security research group|\bISRG\b|digicert|sectigo|comodo ca/i,
  /globalsign|godaddy|starfield|\bamazon\b|google trust services|entrust|zerossl|buypass/i,
  /ssl\.com|ssl corporation|identrust|actalis|certum|asseco|trustasia|geotrust|thawte/i,
  /rapidssl|\bgts [a-z0-9]+\b|microsoft (?:azure|corporation).*(?:tls|rsa)|certigna|d-trust/i,
  /swisssign|quovadis|harica|telia|cloudflare inc ecc|wosign|cfca|wotrus|e-?tugra|secom/i,
);

/** Names that only issuing, not root, certificates have. */
const INTERMEDIATE = /\bintermediate\b|\bissuing\b|\bsub(?:ordinate)?[- ]?ca\b|\bCN=(?:R|E)\d{1,2}\b/i;

/** The product whose CA issued a certificate of the chain; null where none is known. */
export function inspectionProduct(chain: readonly CertificateFacts[]): string | null {
  const issuers = chain.map(({ issuer }) => issuer).join('\n');
  return productNamed(issuers);
}

export function productNamed(text: string): string | null {
  return INSPECTION.find(([, issuer]) => issuer.test(text))?.[0] ?? null;
}

/** How a chain that stops short of a trusted root reads: does a link lie missing, or is the root not trusted? */
type Gap = { missing: 'intermediate' | 'root'; why: string; sure: boolean };

/**
 * Judges by the last certificate that came. The issuer itself was not sent, so this rests on its name, on where its
 * certificate can be downloaded, and on whether the machine trusts another CA of the same organisation.
 */
export function gapAfter(last: CertificateFacts, organisationTrusted: boolean): Gap {
  const { issuer } = last;
  if (/\broot\b/i.test(issuer)) {
    return { missing: 'root', why: `its issuer calls itself a root: ${issuer}`, sure: true };
  }
  if (organisationTrusted) {
    return {
      missing: 'intermediate',
      why: `this machine trusts a root of the issuer's organisation: ${issuer}`,
      sure: true,
    };
  }
  if (PUBLIC_CA.test(issuer)) {
    return { missing: 'intermediate', why: `its issuer is a public CA: ${issuer}`, sure: true };
  }
  if (INTERMEDIATE.test(issuer)) {
    return {
      missing: 'intermediate',
      why: `its issuer calls itself an intermediate: ${issuer}`,
      sure: false,
    };
  }
  if (last.issuerUrl != null) {
    return {
      missing: 'intermediate',
      why: `it names a place to download its issuer: ${last.issuerUrl}`,
      sure: false,
    };
  }
  return { missing: 'root', why: `its issuer is not known here: ${issuer}`, sure: false };
}
