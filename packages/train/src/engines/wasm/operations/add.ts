import { CodesignError, type ValueId } from '@nx-codesign/ir';
import { placeValue, planForwardCall, type PlanDraft } from '../draft';
import type { Address } from '../kernels';
import type { OperationReading } from './reading';
import { bytesIn, type Place } from '../places';

/** A sum of two values, or of a value and a weight vector; a bias right after a product is taken in by it. */
export const add: OperationReading<'add'> = {
  forward(draft, { a, b, id, layer }) {
    if (draft.fusions.absorbed.has(id)) return draft.places[productBehind(draft, a, b)];
    const [value, other] = operandPlaces(draft, a, b);
    if (!value.perExample) throw unsupportedSum(layer);
    const to = placeValue(draft, id);
    planForwardCall(draft, to, (k, rows) => {
      if (other.perExample) k.add(value.address, other.address, to.address, bytesIn(to, rows));
      else k.addRow(value.address, other.address, to.address, rows, to.stride);
    });
    return to;
  },
  backward(draft, { a, b }, gradient) {
    for (const operand of [a, b]) {
      if (draft.gradients.wanted(operand)) contribute(draft, operand, gradient);
    }
    draft.gradients.release(gradient);
  },
};

/** Each operand gets its own copy, as what comes before it may overwrite it. */
function contribute({ places, gradients, calls }: PlanDraft, operand: ValueId, gradient: Address): void {
  const place = places[operand];
  const { stride } = place;
  const target = gradients.room(operand);
  gradients.contribute(operand, target);
  calls.backward.push((k, rows) => {
    if (place.perExample) k.copy(gradient, target, bytesIn(place, rows));
    else k.sumRows(gradient, target, rows, stride);
  });
}

/** The operand with one row per example first. */
function operandPlaces({ places }: PlanDraft, a: ValueId, b: ValueId): [Place, Place] {
  return places[a].perExample ? [places[a], places[b]] : [places[b], places[a]];
}

function productBehind({ places }: PlanDraft, a: ValueId, b: ValueId): ValueId {
  return places[a].perExample ? a : b;
}

function unsupportedSum(layer: string): CodesignError {
  return new CodesignError(
    'engine.unsupported',
    `Layer '${layer}' adds two weights: the engine adds weights to values only. Use one weight.`,
  );
}
