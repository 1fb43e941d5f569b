import { nest } from './nest';

/** Loop nests that treat each element alone. */
export const elementwiseNests = {
  relu: nest(
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

  leaky_relu: nest(
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

  table: nest(
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

  scale: nest(
    'scale',
    `/// y[i] = x[i] * factor, exact; where the factor is a power of two, only the point moves.
template <int elements, class X, class F, class Y> void scale(const X x[elements], const F factor, Y y[elements])
{
#pragma HLS FUNCTION_INSTANTIATE variable=factor
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        y[i] = x[i] * factor;
    }
}`,
  ),

  copy: nest(
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
} as const;
