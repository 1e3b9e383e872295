import { afterAll, beforeAll, describe } from 'vitest';
import { describeWorlds } from '../helpers/world-suite.ts';
import { hasOpenssl, makeCertificates, removeCertificates } from './certificates.ts';
import { TLS } from './tls.ts';

describe.runIf(hasOpenssl)('with openssl', () => {
  beforeAll(makeCertificates);
  afterAll(removeCertificates);
  describeWorlds('TLS', TLS);
});
