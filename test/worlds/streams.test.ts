import { describeWorlds } from '../helpers/world-suite.ts';
import { STREAMS, TOOLS } from './streams.ts';

describeWorlds('streams', STREAMS);
describeWorlds('tools', TOOLS);
