import { placeValue, planBackwardCall, planForwardCall, writeConstant, type PlanDraft } from '../draft';
import { takesAnyLayout } from '../layouts';
import { rowBytes } from '../layout';
import { bytesIn, exampleBytes, isDense, type Place } from '../places';
import type { Address } from '../kernels';
import type { Numbered, OperationReading } from './reading';

const floatBytes = Float32Array.BYTES_PER_ELEMENT;

/** Another name for the same rows where neither shape pads its rows; else a copy. */
export const reshape: OperationReading<'reshape'> = {
  forward(draft, operation) {
    const { x, id, shape } = operation;
    const from = draft.places[x];
    if (draft.fusions.absorbed.has(id)) return from;
    const columns = shape.at(-1)!;
    const rows = (from.rows * from.columns) / columns;
    if (rows === from.rows && columns === from.columns) return from;
    const stride = columns * floatBytes;
    const anyLayout = takesAnyLayout(draft.program, draft.fusions, id);
    if (isDense(from) && (anyLayout || rowBytes(columns) === stride)) {
      return { ...from, rows, columns, stride };
    }
    const to = placeValue(draft, id);
    const blocks = blocksOf(draft, from, to);
    planForwardCall(draft, to, (k, examples) =>
      k.copyBlocks(
        ...([
          from.address,
          exampleBytes(from),
          blocks.from,
          to.address,
          exampleBytes(to),
          blocks.to,
        ] as const),
        ...([examples, blocks.count, blocks.bytes] as const),
      ),
    );
    return to;
  },
  backward(draft, { x, id }: Numbered<'reshape'>, gradient) {
    const { places, gradients } = draft;
    const [from, to] = [places[x], places[id]];
    if (from.address === to.address) {
      gradients.contribute(x, gradient);
      return;
    }
    const target = gradients.room(x);
    const blocks = blocksOf(draft, from, to);
    gradients.contribute(x, target);
    planBackwardCall(draft, from, (k, examples) => {
      if (!isDense(from)) k.zero(target, bytesIn(from, examples));
      k.copyBlocks(
        ...([gradient, exampleBytes(to), blocks.to, target, exampleBytes(from), blocks.from] as const),
        ...([examples, blocks.count, blocks.bytes] as const),
      );
    });
    gradients.release(gradient);
  },
};

interface Blocks {
  readonly from: Address;
  readonly to: Address;
  readonly count: number;
  readonly bytes: number;
}

/** The longest runs of elements that lie together in both places. */
function blocksOf(draft: PlanDraft, from: Place, to: Place): Blocks {
  const run = greatestCommonDivisor(from.columns, to.columns);
  const count = (from.rows * from.columns) / run;
  const table = ({ columns, stride }: Place) =>
    writeConstant(
      draft,
      Int32Array.from({ length: count }, (_, i) => {
        const element = i * run;
        return Math.floor(element / columns) * stride + (element % columns) * floatBytes;
      }),
    );
  return { from: table(from), to: table(to), count, bytes: run * floatBytes };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
