import { libraryHeader } from './license';

/** Loop nests of the kernels, by the name of their function; each is the file `nnet/<name>.h`. */
export const nnet = {
  /** A product with a constant matrix, and the constant that follows it. */
  dense: header(
    'dense',
    `/// y[j] = bias[j] + sum_i x[i] * kernel[i][j].
/// Products and sums are exact: Y holds every result, and a partial sum that passes its ends comes back (AP_WRAP).
template <int inputs, int outputs, class X, class K, class B, class Y>
void dense(const X x[inputs], const K kernel[inputs][outputs], const B bias[outputs], Y y[outputs])
{
#pragma HLS FUNCTION_INSTANTIATE variable=kernel,bias
#pragma HLS PIPELINE II=1
    for (int j = 0; j < outputs; j++) {
#pragma HLS UNROLL
        Y sum = bias[j];
        for (int i = 0; i < inputs; i++) {
#pragma HLS UNROLL
            sum += x[i] * kernel[i][j];
        }
        y[j] = sum;
    }
}`,
  ),

  matvec: header(
    'matvec',
    `/// y[j] = sum_i x[i] * kernel[i][j].
/// Products and sums are exact: Y holds every result, and a partial sum that passes its ends comes back (AP_WRAP).
template <int inputs, int outputs, class X, class K, class Y>
void matvec(const X x[inputs], const K kernel[inputs][outputs], Y y[outputs])
{
#pragma HLS FUNCTION_INSTANTIATE variable=kernel
#pragma HLS PIPELINE II=1
    for (int j = 0; j < outputs; j++) {
#pragma HLS UNROLL
        Y sum = 0;
        for (int i = 0; i < inputs; i++) {
#pragma HLS UNROLL
            sum += x[i] * kernel[i][j];
        }
        y[j] = sum;
    }
}`,
  ),

  add: header(
    'add',
    `/// y[i] = x[i] + constant[i], exact.
template <int elements, class X, class C, class Y>
void add(const X x[elements], const C constant[elements], Y y[elements])
{
#pragma HLS FUNCTION_INSTANTIATE variable=constant
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        y[i] = x[i] + constant[i];
    }
}`,
  ),

  relu: header(
    'relu',
    `/// y[i] = max(0, x[i]).
template <int elements, class X, class Y> void relu(const X x[elements], Y y[elements])
{
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        if (x[i] < 0) {
            y[i] = 0;
        } else {
            y[i] = x[i];
        }
    }
}`,
  ),

  leaky_relu: header(
    'leaky_relu',
    `/// y[i] = x[i] where that is not negative, else slope * x[i]; exact, since the slope is a power of two.
template <int elements, class X, class S, class Y> void leaky_relu(const X x[elements], const S slope, Y y[elements])
{
#pragma HLS FUNCTION_INSTANTIATE variable=slope
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        if (x[i] < 0) {
            y[i] = x[i] * slope;
        } else {
            y[i] = x[i];
        }
    }
}`,
  ),

  table: header(
    'table',
    `/// y[i] = entries[the bits of x[i], read as an unsigned number].
template <int elements, class X, class E, class Y> void table(const X x[elements], const E entries[], Y y[elements])
{
#pragma HLS FUNCTION_INSTANTIATE variable=entries
#pragma HLS PIPELINE II=1
#pragma HLS BIND_STORAGE variable=entries type=rom_np impl=lutram
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        const ap_uint<X::width> bits = x[i].range();
        y[i] = entries[bits];
    }
}`,
  ),

  quantize: header(
    'quantize',
    `/// y[i] = x[i], cut and saturated by the modes of Y (AP_TRN, AP_SAT).
template <int elements, class X, class Y> void quantize(const X x[elements], Y y[elements])
{
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        y[i] = x[i];
    }
}`,
  ),

  quantize_half_up: header(
    'quantize_half_up',
    `/// y[i] = x[i] + half, cut and saturated by the modes of Y; half is half a step of Y, so that ties go up.
template <int elements, class X, class H, class Y>
void quantize_half_up(const X x[elements], const H half, Y y[elements])
{
#pragma HLS FUNCTION_INSTANTIATE variable=half
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        y[i] = x[i] + half;
    }
}`,
  ),

  copy: header(
    'copy',
    `/// y[i] = x[i].
template <int elements, class X, class Y> void copy(const X x[elements], Y y[elements])
{
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        y[i] = x[i];
    }
}`,
  ),
} as const satisfies Record<string, string>;

/** Names of the loop nests. */
export type NnetFunction = keyof typeof nnet;

function header(name: string, body: string): string {
  const guard = `NNET_${name.toUpperCase()}_H`;
  return `${libraryHeader}
#ifndef ${guard}
#define ${guard}

#include "ap_fixed.h"
#include "ap_int.h"

namespace nnet {

${body}

} // namespace nnet

#endif
`;
}
