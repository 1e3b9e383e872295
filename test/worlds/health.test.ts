import { describeWorlds } from '../helpers/world-suite.ts';
import { HEALTHY } from './health.ts';

describeWorlds('a deployment without a fault', HEALTHY);
