import { describeWorlds } from '../helpers/world-suite.ts';
import { PROGRAMS } from './env-programs.ts';

describeWorlds('programs pointed at a deployment', PROGRAMS);
