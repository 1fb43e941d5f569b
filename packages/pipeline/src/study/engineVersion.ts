import { CodesignError } from '@nx-codesign/ir';
import { createEngine } from '@nx-codesign/train';
import type { EngineName } from '../config/engineName';

/** Version of a training engine on this machine, with the package that brings it; what is wrong if it is not there. */
export function engineVersion(name: EngineName): string {
  try {
    return createEngine(name).version;
  } catch (error) {
    if (error instanceof CodesignError) return error.message;
    throw error;
  }
}
