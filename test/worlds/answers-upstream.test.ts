import { describeWorlds } from '../helpers/world-suite.ts';
import { PLACES, UPSTREAM } from './answers-upstream.ts';

describeWorlds('what fails behind the gateway', UPSTREAM);
describeWorlds('what answers in the place of the API', PLACES);
