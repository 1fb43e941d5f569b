import type { NodeId } from './graph';

/** `constant + sum_i coefficient[i] * variable[i]`; variables are nodes that are not sums, in increasing order. */
export interface LinearForm {
  readonly constant: number;
  readonly variables: readonly NodeId[];
  readonly coefficients: readonly number[];
}

/** The form of a node that is itself a variable. */
export function variableForm(node: NodeId): LinearForm {
  return { constant: 0, variables: [node], coefficients: [1] };
}

/** `a + factor * b`. */
export function addForms(a: LinearForm, b: LinearForm, factor: number): LinearForm {
  const variables: NodeId[] = [];
  const coefficients: number[] = [];
  for (let i = 0, j = 0; i < a.variables.length || j < b.variables.length;) {
    const left = i < a.variables.length ? a.variables[i] : Infinity;
    const right = j < b.variables.length ? b.variables[j] : Infinity;
    const variable = Math.min(left, right);
    const coefficient =
      (left === variable ? a.coefficients[i++] : 0) + (right === variable ? factor * b.coefficients[j++] : 0);
    if (coefficient !== 0) {
      variables.push(variable);
      coefficients.push(coefficient);
    }
  }
  return { constant: a.constant + factor * b.constant, variables, coefficients };
}

/** Exact bounds of a form whose variables range freely over their bounds. */
export function boundsOf(
  form: LinearForm,
  bounds: (variable: NodeId) => { readonly low: number; readonly high: number },
): { low: number; high: number } {
  let low = form.constant;
  let high = form.constant;
  form.variables.forEach((variable, i) => {
    const coefficient = form.coefficients[i];
    const range = bounds(variable);
    low += coefficient * (coefficient > 0 ? range.low : range.high);
    high += coefficient * (coefficient > 0 ? range.high : range.low);
  });
  return { low, high };
}
