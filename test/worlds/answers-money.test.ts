import { describeWorlds } from '../helpers/world-suite.ts';
import { MONEY } from './answers-money.ts';

describeWorlds('answers about money and limits', MONEY);
