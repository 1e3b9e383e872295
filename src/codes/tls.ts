import { tlsHandshakeCodes } from './tls-handshake.ts';
import { tlsTrustCodes } from './tls-trust.ts';
import { tlsValidityCodes } from './tls-validity.ts';
import type { Family } from './types.ts';

/** Faults of the secure connection. */
export const tlsCodes = { ...tlsValidityCodes, ...tlsTrustCodes, ...tlsHandshakeCodes } satisfies Family;
