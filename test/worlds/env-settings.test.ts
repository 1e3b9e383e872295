import { describeWorlds } from '../helpers/world-suite.ts';
import { BASE_URLS, KEYS, SDKS } from './env-settings.ts';

describeWorlds('the key', KEYS);
describeWorlds('the base URL', BASE_URLS);
describeWorlds('the SDKs', SDKS);
