import { describeWorlds } from '../helpers/world-suite.ts';
import { ANSWER_LOOKALIKES } from './lookalikes.ts';
import { LOCAL_LOOKALIKES } from './lookalikes-here.ts';

describeWorlds('answers that only look like another code', ANSWER_LOOKALIKES);
describeWorlds('settings that only look wrong', LOCAL_LOOKALIKES);
