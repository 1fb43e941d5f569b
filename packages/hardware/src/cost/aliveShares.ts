import { operandsOf, type Operation } from '@nx-codesign/ir';
import { power, shareOfSome } from './roundedPower';

/** What of a value varies, and whether it can be below zero. */
export interface AliveShare {
  /** Share of the elements that vary. */
  readonly share: number;
  /** Of those that are above zero for some input: what a ReLU leaves. */
  readonly aboveZero: number;
  readonly isSigned: boolean;
}

/** Of the sums without a positive weight, of inputs that are not below zero, a bias lifts so many above zero. */
const lifted = 0.5;

/**
 * By value: how much of it varies, given the share of weights that are not zero. A sum without weights is a constant; one
 * whose weights are all negative, over inputs that are not below zero, is one behind a ReLU unless its bias is positive.
 */
export function aliveShares(operations: readonly Operation[], density: number): AliveShare[] {
  const shares: AliveShare[] = [];
  operations.forEach((operation) => {
    shares.push(aliveShare(operation, shares, { density, operations }));
  });
  return shares;
}

function aliveShare(
  operation: Operation,
  shares: readonly AliveShare[],
  { density, operations }: { readonly density: number; readonly operations: readonly Operation[] },
): AliveShare {
  switch (operation.kind) {
    case 'input':
      return { share: 1, aboveZero: 1, isSigned: operation.format.signed };
    case 'constant':
      return { share: 0, aboveZero: 0, isSigned: true };
    case 'matvec': {
      const x = shares[operation.x];
      const inputs = x.share * operations[operation.x].shape.at(-1)!;
      const outputs = operation.shape.at(-1)!;
      const chance = 1 - power(1 - density, inputs);
      const rising = x.isSigned ? chance : 1 - power(1 - density / 2, inputs);
      const aboveZero = rising + lifted * (chance - rising);
      return {
        share: shareOfSome(chance, outputs),
        aboveZero: shareOfSome(aboveZero, outputs),
        isSigned: true,
      };
    }
    case 'relu':
      return { ...shares[operation.x], share: shares[operation.x].aboveZero, isSigned: false };
    case 'multiply': {
      const [a, b] = [shares[operation.a], shares[operation.b]];
      return { ...a, share: a.share * b.share, isSigned: a.isSigned || b.isSigned };
    }
    default:
      return operandsOf(operation)
        .map((id) => shares[id])
        .reduce((most, each) => (each.share > most.share ? each : most));
  }
}
