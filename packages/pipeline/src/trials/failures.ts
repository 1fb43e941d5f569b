import { CodesignError } from '@nx-codesign/ir';
import type { Failure } from '../records/costs';

/** Errors that end the stage rather than one candidate. */
const fatalCodes = /^(threads|stage|cache|artefacts)\./;

/**
 * Runs one candidate's work; what goes wrong with the candidate becomes a record. Faults of the program, dead
 * threads and aborts are thrown on.
 */
export async function attempt<T>(stage: string, work: () => Promise<T>): Promise<T | Failure> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CodesignError) || fatalCodes.test(error.code)) throw error;
    return { ok: false, stage, error: error.message };
  }
}
