import { type Parameter } from './space';

/** Whether `parameter` may have `value`. */
export function takesValue(parameter: Parameter, value: unknown): boolean {
  if (parameter.kind === 'categorical') return (parameter.choices as readonly unknown[]).includes(value);
  if (typeof value !== 'number' || !(value >= parameter.low && value <= parameter.high)) return false;
  return parameter.kind === 'float' || Number.isInteger((value - parameter.low) / (parameter.step ?? 1));
}
