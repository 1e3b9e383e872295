import type { Fault } from '../types.ts';

export const CERTIFICATE_FAULTS = {
  'tls.expired': {
    summary: 'shows a certificate that ended three days ago',
    certificate: { days: [-90, -3] },
  },
  'tls.expiring-soon': {
    summary: 'shows a certificate that ends within a week',
    certificate: { days: [-84, 6] },
  },
  'tls.not-yet-valid': {
    summary: 'shows a certificate that begins tomorrow',
    certificate: { days: [1, 90] },
  },
  'tls.hostname-mismatch': {
    summary: 'shows a certificate for other names',
    certificate: { names: ['gateway.example.com', 'www.example.com'] },
  },
  'tls.self-signed': {
    summary: 'shows a certificate that it signed itself',
    certificate: { signer: 'itself', trusted: false },
  },
  'tls.incomplete-chain': {
    summary: 'leaves out its intermediate certificate',
    certificate: { sendsIssuer: false },
  },
  'tls.untrusted-ca': {
    summary: 'shows a certificate of a private CA that nobody was told to trust',
    certificate: { signer: 'root', trusted: false },
  },
  'tls.intercepted': {
    summary: 'an inspection product stands in front and shows a certificate of its own',
    certificate: { signer: 'inspection', trusted: false },
  },
} satisfies Record<string, Fault>;
