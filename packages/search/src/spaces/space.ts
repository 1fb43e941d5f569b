/** A value that a parameter may take. */
export type Choice = string | number | boolean;

/** Whole numbers `low, low + step, ... <= high`; `log` draws evenly over their logarithm (`low >= 1`, no `step`). */
export interface IntegerParameter {
  readonly kind: 'integer';
  readonly low: number;
  readonly high: number;
  readonly step?: number;
  readonly log?: boolean;
}

/** Real numbers in `[low, high]`, kept to 6 significant digits; `log` draws evenly over their logarithm (`low > 0`). */
export interface FloatParameter {
  readonly kind: 'float';
  readonly low: number;
  readonly high: number;
  readonly log?: boolean;
}

/** One of `choices`, without an order between them. */
export interface CategoricalParameter {
  readonly kind: 'categorical';
  readonly choices: readonly Choice[];
}

export type NumericParameter = IntegerParameter | FloatParameter;
export type Parameter = NumericParameter | CategoricalParameter;

/** Holds when the earlier `parameter` is active and its value is in `oneOf` and, as a number, `>= atLeast`. */
export interface Condition {
  readonly parameter: string;
  readonly oneOf?: readonly Choice[];
  readonly atLeast?: number;
}

/** One condition, or several that must all hold. */
export type When = Condition | readonly Condition[];

/**
 * Parameters by name, in order. A parameter with `when` exists only where that holds. A list whose length is searched
 * is a length and one parameter per place, `when` the length is at least that place; a block with parameters of its
 * own is a category and the parameters of each kind, `when` the category is that kind.
 */
export type Space = Readonly<Record<string, Parameter & { readonly when?: When }>>;
