import { describeWorlds } from '../helpers/world-suite.ts';
import { ENV_FILES } from './env-files.ts';

describeWorlds('the .env', ENV_FILES);
