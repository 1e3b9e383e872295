import { describeWorlds } from '../helpers/world-suite.ts';
import { PLACES } from './answers-places.ts';
import { UPSTREAM } from './answers-upstream.ts';

describeWorlds('what fails behind the gateway', UPSTREAM);
describeWorlds('what answers in the place of the API', PLACES);
