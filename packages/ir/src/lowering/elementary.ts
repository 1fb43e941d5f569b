/** ln 2 in two parts, the first short enough that its product with a small integer is exact (Cody and Waite 1980). */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** Terms of the Taylor series at |x| <= 0.5: the first one left out is below 0.5^20 / 20! = 4e-25. */
const terms = 20;

/**
 * e^x from sums and products only, so that it is the same on every machine and every version of JavaScript (Math.exp
 * is not). Within 2 units in the last place of the true value.
 */
export function exponential(x: number): number {
  const exponent = Math.floor(x / (ln2High + ln2Low) + 0.5);
  const { odd, even } = hyperbolic(x - exponent * ln2High - exponent * ln2Low);
  return (even + odd) * 2 ** exponent;
}

/** tanh x; made of sums, products and quotients only, see `exponential`. */
export function hyperbolicTangent(x: number): number {
  if (Math.abs(x) < 0.5) {
    const { odd, even } = hyperbolic(x);
    return odd / even;
  }
  const magnitude = 1 - 2 / (exponential(2 * Math.abs(x)) + 1);
  return x < 0 ? -magnitude : magnitude;
}

/** 1 / (1 + e^-x); made of sums, products and quotients only, see `exponential`. */
export function logistic(x: number): number {
  return 1 / (1 + exponential(-x));
}

/** sqrt(2 / pi), as a double. */
const rootOfTwoByPi = 0.7978845608028654;

/**
 * The Gaussian error linear unit in its tanh form, 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) (Hendrycks and
 * Gimpel 2016, arXiv 1606.08415, section 2). Not monotone: its least value is -0.17 at x = -0.75.
 */
export function gaussianErrorLinear(x: number): number {
  return 0.5 * x * (1 + hyperbolicTangent(rootOfTwoByPi * (x + 0.044715 * x * x * x)));
}

/** sinh and cosh of |x| <= 0.5 by their Taylor series. */
function hyperbolic(x: number): { odd: number; even: number } {
  let odd = 0;
  let even = 0;
  let term = 1;
  for (let k = 1; k <= terms; k++) {
    if (k % 2 === 1) even += term;
    else odd += term;
    term *= x / k;
  }
  return { odd, even };
}
