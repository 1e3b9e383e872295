import { describeWorlds } from '../helpers/world-suite.ts';
import { CODE } from './code.ts';

describeWorlds('the code of the project', CODE);
