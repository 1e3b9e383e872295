import { describeWorlds } from '../helpers/world-suite.ts';
import { ACCESS } from './answers-access.ts';

describeWorlds('answers about access', ACCESS);
