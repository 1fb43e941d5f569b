import { describeEngine } from '../contract';
import { createTfjsEngine } from './engine';

describeEngine('tfjs', createTfjsEngine);
