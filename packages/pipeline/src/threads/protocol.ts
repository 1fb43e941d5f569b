import type { Arrays } from '@nx-codesign/train';

/** What a worker thread is given once: the splits it may read, on shared memory. */
export interface WorkerSetup {
  readonly train?: Arrays;
  readonly validation?: Arrays;
  readonly test?: Arrays;
}

export interface Request {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
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
