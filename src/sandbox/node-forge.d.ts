/** The part of node-forge that makes certificates; the rest of the package is not loaded. */
declare module 'node-forge/lib/x509.js' {
  interface Key {
    readonly n: unknown;
  }

  type Extension = Readonly<{ name: string; [field: string]: unknown }>;

  export interface Certificate {
    publicKey: Key;
    /** Hexadecimal. */
    serialNumber: string;
    readonly validity: { notBefore: Date; notAfter: Date };
    setSubject(name: readonly { name: string; value: string }[]): void;
    setIssuer(name: readonly { name: string; value: string }[]): void;
    setExtensions(extensions: readonly Extension[]): void;
    /** @param digest a message digest of this package. */
    sign(key: Key, digest: unknown): void;
    generateSubjectKeyIdentifier(): { getBytes(): string };
  }

  const pki: {
    createCertificate(): Certificate;
    certificateToPem(certificate: Certificate): string;
    privateKeyFromAsn1(key: unknown): Key;
    publicKeyFromPem(pem: string): Key;
  };
  export default pki;
}

declare module 'node-forge/lib/asn1.js' {
  const asn1: {
    /** @param bytes one in each character. */
    fromDer(bytes: string): unknown;
  };
  export default asn1;
}

declare module 'node-forge/lib/sha256.js' {
  const sha256: { create(): unknown };
  export default sha256;
}
