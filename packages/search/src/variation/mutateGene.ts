import { type Random } from '../random/random';
import { integerCount, scaleOf } from '../spaces/scale';
import {
  type CategoricalParameter,
  type Choice,
  type IntegerParameter,
  type Parameter,
} from '../spaces/space';
import { polynomialMutation } from './polynomialMutation';

/**
 * Another value of the parameter: a number by polynomial mutation on its scale, a category any of the others.
 * An integer that rounds back to where it was moves to a neighbour, so that small ranges mutate too.
 */
export function mutateGene(
  parameter: Parameter,
  value: Choice,
  options: { index: number; random: Random },
): Choice {
  const { index, random } = options;
  if (parameter.kind === 'categorical') return otherChoice(parameter, value, random);
  const { low, high, toCoordinate, toValue } = scaleOf(parameter);
  const moved = toValue(polynomialMutation(toCoordinate(value as number), { low, high, index }, random));
  return moved === value && parameter.kind === 'integer' ? neighbour(parameter, value, random) : moved;
}

function otherChoice({ choices }: CategoricalParameter, value: Choice, random: Random): Choice {
  const others = choices.filter((choice) => choice !== value);
  return others.length === 0 ? value : others[random.integer(0, others.length - 1)];
}

function neighbour(parameter: IntegerParameter, value: number, random: Random): number {
  const { low, step = 1 } = parameter;
  const last = integerCount(parameter) - 1;
  const position = (value - low) / step;
  const next = [position - 1, position + 1].filter((candidate) => candidate >= 0 && candidate <= last);
  return next.length === 0 ? value : low + step * next[random.integer(0, next.length - 1)];
}
