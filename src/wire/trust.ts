import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { codeOf } from './error-codes.ts';

const MAX_CA_FILE_BYTES = 16 * 1024 * 1024;

/** The roots that a run trusts, read once. */
export interface Trust {
  /** Undefined: Node's own roots (with `NODE_EXTRA_CA_CERTS`, which Node adds by itself). */
  context: SecureContext | undefined;
  /** Why a CA file could not be used, in words; verification then goes on without it. */
  problem: string | null;
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
    knowsOrganisation: (name) => {
      const organisation = organisationOf(name);
      if (organisation === null) return false;
      organisations ??= organisationsOf([...rootCertificates, ...roots().extra.flatMap(splitPem)]);
      return organisations.has(organisation);
    },
  };
}

interface Roots {
  context: SecureContext | undefined;
  problem: string | null;
  /** The contents of the CA files. */
  extra: string[];
}

function readRoots(caFile: string | null, nodeExtraCaCerts: string | null): Roots {
  const extra: string[] = [];
  let problem: string | null = null;
  if (nodeExtraCaCerts !== null && nodeExtraCaCerts !== '') {
    const found = readPem(nodeExtraCaCerts);
    if (found.ok) extra.push(found.pem);
  }
  if (caFile !== null) {
    const found = readPem(caFile);
    if (found.ok) extra.push(found.pem);
    else problem = found.problem;
  }
  let context: SecureContext | undefined;
  if (caFile !== null && problem === null) {
    try {
      context = createSecureContext({ ca: [...rootCertificates, ...extra] });
    } catch (error) {
      problem = `the CA file ${caFile} cannot be used: ${codeOf(error)}`;
    }
  }
  return { context, problem, extra };
}

/** Reads a file of CA certificates, at most 16 MiB. */
export function readPem(path: string): { ok: true; pem: string } | { ok: false; problem: string } {
  try {
    const facts = statSync(path);
    if (!facts.isFile()) return { ok: false, problem: `the CA file ${path} is not a file` };
    if (facts.size > MAX_CA_FILE_BYTES) return { ok: false, problem: `the CA file ${path} is too large` };
    const pem = readFileSync(path, 'utf8');
    if (splitPem(pem).length > 0) return { ok: true, pem };
    return { ok: false, problem: `the CA file ${path} holds no certificate in PEM form` };
  } catch (error) {
    return { ok: false, problem: `the CA file ${path} cannot be read (${codeOf(error)})` };
  }
}

/** The certificates of a PEM text, one text each. */
export function splitPem(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
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
