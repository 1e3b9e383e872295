import { describe } from 'vitest';
import { hasSilentPorts } from '../helpers/world-servers.ts';
import { describeWorlds } from '../helpers/world-suite.ts';
import { PROXIES, SILENT, WAY } from './network.ts';

describeWorlds('the way to the deployment', WAY);
describeWorlds('proxies', PROXIES);
describe.runIf(hasSilentPorts)('with a full queue', () => describeWorlds('silence', SILENT));
