import { withoutVerilog } from '../config/targets';
import { emitVariant } from '../emission/emitVariant';
import { createProgress } from '../progress/progress';
import type { PrunedVariant } from '../records/variants';
import { estimatedMisfit } from '../synthesis/fit';
import { designTable } from '../tables/designTable';
import { counted } from '../tables/table';
import { createPool } from '../threads/pool';
import { clockWarnings } from '../timing/clock';
import type { Stage, StageContext } from './stage';
import { mergeArtefacts, readVariants, variantsFile } from './variants';

/** Writes each variant as Verilog and HLS C++, with the vectors that it must answer exactly. */
export const hlsEmit: Stage = async (context) => {
  const pruned = readVariants<PrunedVariant>(context.reader, 'prune');
  const pool = createPool({
    size: context.workers,
    setup: {},
    signal: context.signal,
    onWork: context.onWork,
  });
  const progress = createProgress({ ...context, unit: 'variants', total: pruned.length });
  try {
    const emitted = await Promise.all(
      pruned.map(async (variant) => {
        const result = await emitVariant(context, pool, variant);
        progress.advance(1);
        return result;
      }),
    );
    const variants = emitted.map(({ variant }) => variant);
    const targets = context.config.hlsEmit.targets.join(' and ');
    return {
      artefacts: mergeArtefacts([variantsFile(variants), ...emitted.map(({ artefacts }) => artefacts)]),
      summary: `${counted(variants.length, 'design')} as ${targets}, ${counted(variants[0].vectors.count, 'vector')} each`,
      tables: [designTable(variants)],
      warnings: [
        ...targetWarnings(context.config),
        ...variants.map(estimatedMisfit).filter((misfit) => misfit !== undefined),
        ...variants.flatMap(({ name, design }) =>
          clockWarnings(design).map((warning) => `${name}: ${warning}`),
        ),
      ],
    };
  } finally {
    await pool.close();
  }
};

function targetWarnings(config: StageContext['config']): string[] {
  const problem = withoutVerilog(config);
  return problem === undefined ? [] : [`the stage synthesize will refuse this study: ${problem}`];
}
