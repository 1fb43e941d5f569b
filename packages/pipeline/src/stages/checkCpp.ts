import type { EmittedVariant, Verification } from '../artefacts/records';
import type { Vectors } from '../vectors/vectorFiles';
import type { StageContext } from './stage';
import type { Tool } from '@nx-codesign/flows';

/** Compiles the emitted C++ and runs every vector through it; skipped by name where it cannot be. */
export async function checkCpp(
  bench: StageContext & { readonly compiler: Tool | undefined },
  { variant, vectors }: { variant: EmittedVariant; vectors: Vectors },
): Promise<Verification['cpp']> {
  void variant;
  void vectors;
  if (!bench.compiler) return { skipped: 'g++ is not installed' };
  return { skipped: 'not built yet' };
}
