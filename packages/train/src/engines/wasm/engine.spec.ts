import { describeEngine } from '../contract';
import { createWasmEngine } from '.';

describeEngine('wasm', createWasmEngine);
