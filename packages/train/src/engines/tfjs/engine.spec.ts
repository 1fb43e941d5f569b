import { describeEngine } from '../contract';
import { createTfjsEngine } from './engine';

describeEngine('tfjs', createTfjsEngine, { sameBits: false, share: 0.2 });
