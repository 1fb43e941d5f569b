import { inComment, type Namer } from './identifiers';
import { apType, decimalLiteral, smallestFormat } from './numbers';
import type { HlsConstant } from './plan';

/** Integers at `fraction` bits right of the point, and what they are. */
export interface ConstantIntegers {
  readonly layer: string;
  readonly role: string;
  readonly dimensions: readonly number[];
  readonly integers: ArrayLike<number>;
  readonly fraction: number;
}

/** A constant in the smallest type that holds all of its values. */
export function constantOf(
  namer: Namer,
  { layer, role, dimensions, integers, fraction }: ConstantIntegers,
): HlsConstant {
  const values = Array.from(integers);
  const name = namer(layer, role);
  return {
    name,
    typeName: `${name}_t`,
    type: apType(smallestFormat(values, fraction), 'wrap'),
    dimensions,
    literals: values.map((integer) => decimalLiteral(integer, fraction)),
    comment: `${inComment(layer)}: ${role} [${dimensions.join(', ')}], integers times 2^${-fraction}`,
  };
}
