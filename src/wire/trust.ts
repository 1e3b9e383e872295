import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { codeOf } from './error-codes.ts';

const MAX_CA_FILE_BYTES = 16 * 1024 * 1024;

/** A setting that names CA certificates; `--ca` counts as `SSL_CERT_FILE`, whose place it takes. */
export type TrustSource = 'NODE_EXTRA_CA_CERTS' | 'SSL_CERT_FILE';

/** The roots that a run trusts, read once. */
export interface Trust {
  /** Undefined: Node's own roots (with `NODE_EXTRA_CA_CERTS`, which Node adds by itself). */
  context: SecureContext | undefined;
  /** Why CA files could not be used, in words; verification then goes on without them. */
  problem: string | null;
  /** The settings whose CA file has a certificate (DER); none for a root that Node brings itself. */
  sourcesOf(root: Buffer): TrustSource[];
  /** True where a trusted root has the same organisation as the issuer `name` (lines of `O=…`). */
  knowsOrganisation(name: string): boolean;
}

/**
 * Adds CA files (PEM) to the default roots. Node leaves out its defaults and `NODE_EXTRA_CA_CERTS` as soon as
 * `ca` is given (tls.createSecureContext in its documentation), so both are put back.
 */
export function loadTrust(caFile: string | null, nodeExtraCaCerts: string | null): Trust {
  // Reading hundreds of roots takes time that a run without TLS need not spend.
  let known: Roots | null = null;
  const roots = (): Roots => (known ??= readRoots(caFile, nodeExtraCaCerts));
  let organisations: Set<string> | null = null;
  return {
    get context() {
      return roots().context;
    },
    get problem() {
      return roots().problem;
    },
    sourcesOf: (root) => {
      if (holds(rootCertificates, root)) return [];
      return roots().files.flatMap(({ source, pem }) => (holds(splitPem(pem), root) ? [source] : []));
    },
    knowsOrganisation: (name) => {
      const organisation = organisationOf(name);
      if (organisation === null) return false;
      organisations ??= organisationsOf([
        ...rootCertificates,
        ...roots().files.flatMap(({ pem }) => splitPem(pem)),
      ]);
      return organisations.has(organisation);
    },
  };
}

interface Roots {
  context: SecureContext | undefined;
  problem: string | null;
  /** The CA files that could be read. */
  files: { source: TrustSource; pem: string }[];
}

function readRoots(caFile: string | null, nodeExtraCaCerts: string | null): Roots {
  const files: Roots['files'] = [];
  const problems: string[] = [];
  const take = (source: TrustSource, path: string | null): void => {
    if (path === null || path === '') return;
    const found = readPem(path);
    if (found.ok) files.push({ source, pem: found.pem });
    else problems.push(found.problem);
  };
  take('NODE_EXTRA_CA_CERTS', nodeExtraCaCerts);
  take('SSL_CERT_FILE', caFile);
  let context: SecureContext | undefined;
  if (files.some(({ source }) => source === 'SSL_CERT_FILE')) {
    try {
      context = createSecureContext({ ca: [...rootCertificates, ...files.map(({ pem }) => pem)] });
    } catch (error) {
      problems.push(`the CA file ${caFile ?? ''} cannot be used (${codeOf(error)})`);
    }
  }
  return { context, problem: problems.length === 0 ? null : problems.join('; '), files };
}

/** Every certificate in binary form begins with it (ITU-T X.690, 8.9; RFC 5280, 4.1). */
const DER_SEQUENCE = 0x30;

/** Reads a file of CA certificates, at most 16 MiB. */
export function readPem(path: string): { ok: true; pem: string } | { ok: false; problem: string } {
  try {
    const facts = statSync(path);
    if (!facts.isFile()) return { ok: false, problem: `the CA file ${path} is not a file` };
    if (facts.size > MAX_CA_FILE_BYTES) return { ok: false, problem: `the CA file ${path} is too large` };
    const bytes = readFileSync(path);
    const pem = bytes.toString('utf8');
    if (splitPem(pem).length > 0) return { ok: true, pem };
    const form = bytes[0] === DER_SEQUENCE ? 'is in DER form, and PEM is wanted' : 'holds no certificate';
    return { ok: false, problem: `the CA file ${path} ${form}` };
  } catch (error) {
    return { ok: false, problem: `the CA file ${path} cannot be read (${codeOf(error)})` };
  }
}

/** The certificates of a PEM text, one text each. */
export function splitPem(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

function holds(pems: readonly string[], root: Buffer): boolean {
  const wanted = root.toString('base64');
  return pems.some((pem) => pem.replace(/-----[A-Z ]+-----|\s/g, '') === wanted);
}

function organisationsOf(pems: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const pem of pems) {
    try {
      const organisation = organisationOf(new X509Certificate(pem).subject);
      if (organisation !== null) found.add(organisation);
    } catch {
      continue;
    }
  }
  return found;
}

function organisationOf(name: string): string | null {
  return /(?:^|[\n,]\s*)O=([^\n]+?)(?=$|\n|, [A-Z]+=)/.exec(name)?.[1]?.toLowerCase() ?? null;
}
