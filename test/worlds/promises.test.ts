import { afterAll, beforeAll, describe } from 'vitest';
import { describeWorlds } from '../helpers/world-suite.ts';
import { hasOpenssl, makeCertificates, removeCertificates } from './certificates.ts';
import { FREE_RUNS, PAIRS, TLS_PAIRS } from './promises.ts';

describeWorlds('runs that cost nothing', FREE_RUNS);
describeWorlds('two faults', PAIRS);

describe.runIf(hasOpenssl)('with openssl', () => {
  beforeAll(makeCertificates);
  afterAll(removeCertificates);
  describeWorlds('two faults, one of the certificate', TLS_PAIRS);
});
