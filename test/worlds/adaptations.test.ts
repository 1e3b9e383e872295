import { describeWorlds } from '../helpers/world-suite.ts';
import { ADAPTATIONS } from './adaptations.ts';
import { LISTS } from './lists.ts';

describeWorlds('parameters that are refused', ADAPTATIONS);
describeWorlds('lists and choices', LISTS);
