import type { Arrays } from '@nx-codesign/train';
import type { EngineName } from '../config/engineName';

/** What a worker thread is given once: the splits it may read, on shared memory, and what it trains with. */
export interface WorkerSetup {
  readonly train?: Arrays;
  readonly validation?: Arrays;
  readonly test?: Arrays;
  /** wasm if absent. */
  readonly engine?: EngineName;
}

export interface Request {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** What a running job says it is at. */
export interface Note {
  readonly note: string;
}

export type Reply =
  | { readonly id: number; readonly ok: true; readonly output: unknown }
  | {
      readonly id: number;
      readonly ok: false;
      readonly message: string;
      /** Of a CodesignError. */
      readonly code?: string;
      readonly stack?: string;
    };
