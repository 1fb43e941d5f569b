import fc from 'fast-check';

/** A Vitis type: W bits, I of them left of the point. */
export interface ApFormat {
  readonly width: number;
  readonly integer: number;
  readonly signed: boolean;
}

export interface ApTarget extends ApFormat {
  readonly overflow: 'AP_WRAP' | 'AP_SAT';
}

/** One expression in C++ and its exact result as BigInts say. */
export interface ApCase {
  readonly code: string;
  readonly expected: string;
}

const fractionOf = ({ width, integer }: ApFormat) => width - integer;

const format: fc.Arbitrary<ApFormat> = fc
  .record({ width: fc.integer({ min: 1, max: 44 }), fraction: fc.integer({ min: -8, max: 40 }), signed: fc.boolean() })
  .map(({ width, fraction, signed }) => ({ width, integer: width - fraction, signed }));

const target: fc.Arbitrary<ApTarget> = fc
  .record({
    format,
    overflow: fc.constantFrom<'AP_WRAP' | 'AP_SAT'>('AP_WRAP', 'AP_SAT'),
  })
  .map(({ format: chosen, ...modes }) => ({ ...chosen, ...modes }));

interface Operand {
  readonly format: ApFormat;
  readonly integer: bigint;
}

/** Any integer of a format; the ends and 0 are as likely as all others together. */
const operand: fc.Arbitrary<Operand> = format.chain((chosen) => {
  const { low, high } = endsOf(chosen);
  const integer = fc.oneof(fc.bigInt(low, high), fc.constantFrom(low, high, 0n));
  return integer.map((value) => ({ format: chosen, integer: value }));
});

/** Half steps and their neighbours are likely: multiples of a quarter of the last place. */
const double = fc
  .record({ mantissa: fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), exponent: fc.integer({ min: -45, max: 10 }) })
  .map(({ mantissa, exponent }) => ({ mantissa: BigInt(mantissa), exponent }));

export const apCase: fc.Arbitrary<ApCase> = fc.oneof(
  fc.tuple(operand, target).map(([a, to]) => ({
    code: `${typeOf(to)} r = ${valueOf(a)}; show(r);`,
    expected: bits(fit(rescale(a.integer, fractionOf(a.format) - fractionOf(to)), to)),
  })),
  fc.tuple(double, target).map(([{ mantissa, exponent }, to]) => ({
    code: `${typeOf(to)} r = std::ldexp(${mantissa}.0, ${exponent}); show(r);`,
    expected: bits(fit(rescale(mantissa, -exponent - fractionOf(to)), to)),
  })),
  fc.tuple(operand, operand).map(([a, b]) => ({
    code: `show(${valueOf(a)} * ${valueOf(b)});`,
    expected: bits(a.integer * b.integer),
  })),
  fc.tuple(operand, operand).map(([a, b]) => {
    const [x, y] = aligned(a, b);
    return { code: `show(${valueOf(a)} + ${valueOf(b)});`, expected: bits(x + y) };
  }),
  fc.tuple(operand, operand).map(([a, b]) => {
    const [x, y] = aligned(a, b);
    return { code: `std::cout << (${valueOf(a)} < ${valueOf(b)}) << "\\n";`, expected: x < y ? '1' : '0' };
  }),
  fc.tuple(operand, fc.integer({ min: -3, max: 3 })).map(([a, b]) => {
    const [x, y] = aligned(a, { integer: BigInt(b), format: { width: 32, integer: 32, signed: true } });
    return { code: `std::cout << (${valueOf(a)} < ${b}) << "\\n";`, expected: x < y ? '1' : '0' };
  }),
  fc.tuple(operand, operand, target).map(([a, b, to]) => {
    const before = fit(rescale(a.integer, fractionOf(a.format) - fractionOf(to)), to);
    const [x, y] = aligned({ integer: before, format: to }, b);
    const sumFraction = Math.max(fractionOf(to), fractionOf(b.format));
    return {
      code: `${typeOf(to)} r = ${valueOf(a)}; r += ${valueOf(b)}; show(r);`,
      expected: bits(fit(rescale(x + y, sumFraction - fractionOf(to)), to)),
    };
  }),
  operand.map((a) => ({
    code: `std::cout << std::ldexp(${valueOf(a)}.to_double(), ${fractionOf(a.format)}) << "\\n";`,
    expected: String(a.integer),
  })),
);

/** C++ that prints the result of every case, one a line. */
export function apProgram(cases: readonly ApCase[]): string {
  const functions = cases.map(({ code }, i) => `static void case${i}() { ${code} }\n`).join('');
  return `#include "ap_fixed.h"
#include <cmath>
#include <iomanip>
#include <iostream>

/// The value high * 2^30 + low at F bits right of the point.
template <class T, int F> T make(double high, double low)
{
    T value = std::ldexp(high, 30 - F);
    value += ap_ufixed<30, 30 - F>(std::ldexp(low, -F));
    return value;
}

/// The lowest 150 bits, sign bits above the value's own included.
template <class T> void show(const T &value)
{
    const int F = T::width - T::iwidth;
    const ap_ufixed<50, 50 - F> low = value;
    const ap_ufixed<50, 100 - F> middle = value;
    const ap_ufixed<50, 150 - F> high = value;
    std::cout << (unsigned long long)(ap_uint<50>(high.range())) << " "
              << (unsigned long long)(ap_uint<50>(middle.range())) << " "
              << (unsigned long long)(ap_uint<50>(low.range())) << "\\n";
}

${functions}
int main()
{
    std::cout << std::setprecision(20);
${cases.map((_, i) => `    case${i}();\n`).join('')}}
`;
}

function bits(integer: bigint): string {
  return [100n, 50n, 0n].map((shift) => BigInt.asUintN(50, integer >> shift)).join(' ');
}

function endsOf({ width, signed }: ApFormat): { low: bigint; high: bigint } {
  const magnitude = 1n << BigInt(signed ? width - 1 : width);
  return { low: signed ? -magnitude : 0n, high: magnitude - 1n };
}

/** `floor(integer / 2^drop)`; a negative drop multiplies. BigInt's shift to the right is floor. */
function rescale(integer: bigint, drop: number): bigint {
  return drop <= 0 ? integer << BigInt(-drop) : integer >> BigInt(drop);
}

function fit(integer: bigint, { overflow, ...format }: ApTarget): bigint {
  if (overflow === 'AP_WRAP') return format.signed ? BigInt.asIntN(format.width, integer) : BigInt.asUintN(format.width, integer);
  const { low, high } = endsOf(format);
  return integer < low ? low : integer > high ? high : integer;
}

/** Two integers at the finer fraction of both. */
function aligned(a: Operand, b: Operand): [bigint, bigint] {
  const fraction = Math.max(fractionOf(a.format), fractionOf(b.format));
  const at = ({ integer, format: from }: Operand) => integer << BigInt(fraction - fractionOf(from));
  return [at(a), at(b)];
}

function typeOf({ width, integer, signed, ...modes }: ApFormat & Partial<ApTarget>): string {
  const named = modes.overflow ? `, AP_TRN, ${modes.overflow}` : '';
  return `${signed ? 'ap_fixed' : 'ap_ufixed'}<${width}, ${integer}${named}>`;
}

function valueOf({ format: from, integer }: Operand): string {
  const high = integer >> 30n;
  return `(make<${typeOf(from)}, ${fractionOf(from)}>(${high}.0, ${integer - (high << 30n)}.0))`;
}
