import { describeWorlds } from '../helpers/world-suite.ts';
import { SDKS } from './env-sdks.ts';
import { BASE_URLS, KEYS } from './env-settings.ts';

describeWorlds('the key', KEYS);
describeWorlds('the base URL', BASE_URLS);
describeWorlds('the SDKs', SDKS);
