import { describeWorlds } from '../helpers/world-suite.ts';
import { MODELS, REQUESTS } from './answers-requests.ts';

describeWorlds('answers about requests', REQUESTS);
describeWorlds('answers about models', MODELS);
