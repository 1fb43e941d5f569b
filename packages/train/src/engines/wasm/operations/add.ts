import { CodesignError, type ValueId } from '@nx-codesign/ir';
import { placeValue, planForwardCall, type PlanDraft } from '../draft';
import type { Address } from '../kernels';
import type { OperationReading } from './reading';
import { bytesIn, exampleBytes, rowsIn, type Place } from '../places';

/** A sum of two values, or of a value and a weight; a bias right after a product is taken in by it. */
export const add: OperationReading<'add'> = {
  forward(draft, { a, b, id, layer }) {
    if (draft.fusions.absorbed.has(id)) return draft.places[draft.places[a].perExample ? a : b];
    const [value, other] = operandPlaces(draft, a, b);
    if (!value.perExample) throw unsupportedSum(layer);
    const to = placeValue(draft, id);
    planForwardCall(draft, to, (k, examples) => {
      const { address: x } = value;
      const bytes = exampleBytes(other);
      if (other.perExample) k.add(x, other.address, to.address, bytesIn(to, examples));
      else k.addRow(x, other.address, to.address, bytesIn(to, examples) / bytes, bytes);
    });
    return to;
  },
  backward(draft, { a, b, id }, gradient) {
    const { places, gradients } = draft;
    const wanted = [a, b].filter((operand) => gradients.wanted(operand));
    const values = wanted.filter((operand) => places[operand].perExample);
    for (const operand of wanted) if (!places[operand].perExample) sumUp(draft, { operand, id }, gradient);
    // Each value but the last gets its own copy, as what comes before it may overwrite it.
    for (const operand of values.slice(0, -1)) copy(draft, operand, gradient);
    if (values.length > 0) gradients.contribute(values[values.length - 1], gradient);
    else gradients.release(gradient);
  },
};

function copy({ places, gradients, calls }: PlanDraft, operand: ValueId, gradient: Address): void {
  const place = places[operand];
  const target = gradients.room(operand);
  gradients.contribute(operand, target);
  calls.backward.push((k, examples) => k.copy(gradient, target, bytesIn(place, examples)));
}

/** The gradient of a weight: the sum over all examples, and over the positions where it has one row for all. */
function sumUp(
  { places, gradients, calls }: PlanDraft,
  { operand, id }: { operand: ValueId; id: ValueId },
  gradient: Address,
): void {
  const sum = places[id];
  const bytes = exampleBytes(places[operand]);
  const target = gradients.room(operand);
  gradients.contribute(operand, target);
  calls.backward.push((k, examples) => {
    k.sumRows(gradient, target, (rowsIn(sum, examples) * sum.stride) / bytes, bytes);
  });
}

/** The operand with one row per example first. */
function operandPlaces({ places }: PlanDraft, a: ValueId, b: ValueId): [Place, Place] {
  return places[a].perExample ? [places[a], places[b]] : [places[b], places[a]];
}

function unsupportedSum(layer: string): CodesignError {
  return new CodesignError(
    'engine.unsupported',
    `Layer '${layer}' adds two weights: the engine adds weights to values only. Use one weight.`,
  );
}
