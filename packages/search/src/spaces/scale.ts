import { type FloatParameter, type IntegerParameter, type NumericParameter } from './space';

/**
 * The continuous axis on which the operators move a number: its logarithm where `log`, else itself.
 * An integer owns the cell from half a step below to half a step above, so that all are equally likely.
 */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** The coordinate of a value. */
  toCoordinate(value: number): number;
  /** The valid value nearest to a coordinate. */
  toValue(coordinate: number): number;
  /** The part of the axis that rounds to a value; absent for floats. */
  cell?(value: number): readonly [number, number];
}

export function scaleOf(parameter: NumericParameter): Scale {
  if (parameter.kind === 'float') return floatScale(parameter);
  return parameter.log ? logIntegerScale(parameter) : integerScale(parameter);
}

/** The number of values of an integer parameter. */
export function integerCount({ low, high, step = 1 }: IntegerParameter): number {
  return Math.floor((high - low) / step) + 1;
}

/** Rounds to 6 significant digits, so that the last bit of Math.exp or Math.pow never shows in a genotype. */
export function roundSignificant(value: number): number {
  return Number(value.toPrecision(6)) + 0; // + 0 turns -0 into 0
}

/** A value of a float parameter as genotypes hold it. */
export function roundFloat({ low, high }: FloatParameter, value: number): number {
  return clamp(roundSignificant(value), low, high);
}

function floatScale(parameter: FloatParameter): Scale {
  const { low, high, log } = parameter;
  const toValue = (value: number) => roundFloat(parameter, value);
  if (!log) return { low, high, toCoordinate: (value) => value, toValue };
  return {
    low: Math.log(low),
    high: Math.log(high),
    toCoordinate: Math.log,
    toValue: (coordinate) => toValue(Math.exp(coordinate)),
  };
}

function integerScale(parameter: IntegerParameter): Scale {
  const { low, step = 1 } = parameter;
  const last = integerCount(parameter) - 1;
  return {
    low: low - step / 2,
    high: low + (last + 0.5) * step,
    toCoordinate: (value) => value,
    toValue: (coordinate) => low + step * clamp(Math.round((coordinate - low) / step), 0, last),
    cell: (value) => [value - step / 2, value + step / 2],
  };
}

function logIntegerScale({ low, high }: IntegerParameter): Scale {
  return {
    low: Math.log(low - 0.5),
    high: Math.log(high + 0.5),
    toCoordinate: Math.log,
    toValue: (coordinate) => clamp(Math.round(Math.exp(coordinate)), low, high),
    cell: (value) => [Math.log(value - 0.5), Math.log(value + 0.5)],
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
