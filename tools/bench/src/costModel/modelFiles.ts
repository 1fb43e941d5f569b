import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AssumedCorrection,
  type FittedModel,
  type MeanWeights,
  type PartFamily,
} from '@nx-codesign/hardware';
import { format, resolveConfig } from 'prettier';

const folder = join(__dirname, '..', '..', '..', '..', 'packages', 'hardware', 'src', 'cost', 'fitted');

/** Writes the fitted numbers to the sources of `hardware`; families that were not fitted keep theirs. */
export async function writeModel(
  fitted: Partial<Record<PartFamily, FittedModel>>,
  digits: Readonly<Record<number, MeanWeights>> | undefined,
): Promise<void> {
  for (const [family, model] of Object.entries(fitted)) {
    await write(`${family}.ts`, [
      "import type { FittedModel } from './fittedModel';",
      '',
      '/** Written by `bench:cost-model --fit`. */',
      `export const ${family}: FittedModel = ${JSON.stringify(model)};`,
    ]);
  }
  if (digits === undefined) return;
  await write('assumedWeights.ts', [
    "import type { MeanWeights } from './fittedModel';",
    '',
    '/** By width in bits, sign included: of the samples of the fit. Written by `bench:cost-model --fit`. */',
    `export const assumedWeights: Readonly<Record<number, MeanWeights>> = ${JSON.stringify(digits)};`,
  ]);
}

async function write(name: string, lines: readonly string[]): Promise<void> {
  const file = join(folder, name);
  const options = await resolveConfig(file);
  writeFileSync(file, await format(lines.join('\n'), { ...options, parser: 'typescript' }));
}

/** Writes the correction of estimates without weights. */
export async function writeCorrection(correction: AssumedCorrection): Promise<void> {
  await write('assumedCorrection.ts', [
    "import type { AssumedCorrection } from './correction';",
    '',
    '/** Written by `bench:cost-model --assumed`. */',
    `export const assumedCorrection: AssumedCorrection = ${JSON.stringify(correction)};`,
  ]);
}
