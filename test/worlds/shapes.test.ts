import { describeWorlds } from '../helpers/world-suite.ts';
import { SHAPES } from './shapes.ts';

describeWorlds('answers of any shape', SHAPES);
