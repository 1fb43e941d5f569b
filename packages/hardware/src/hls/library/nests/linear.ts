import { nest } from './nest';

/** Loop nests of constant matrices, of sums and of products of values. */
export const linearNests = {
  dense: nest(
    'dense',
    `/// y[p][j] = bias[j] + sum_i x[p][i] * kernel[i][j], the same at every position p.
/// Products and sums are exact: Y holds every result, and a partial sum that passes its ends comes back (AP_WRAP).
template <int inputs, int outputs, int positions = 1, class X, class K, class B, class Y>
void dense(const X x[positions * inputs], const K kernel[inputs][outputs], const B bias[outputs],
           Y y[positions * outputs])
{
#pragma HLS FUNCTION_INSTANTIATE variable=kernel,bias
#pragma HLS PIPELINE II=1
    // Shared: products at positions
    for (int p = 0; p < positions; p++) {
#pragma HLS UNROLL
        for (int j = 0; j < outputs; j++) {
#pragma HLS UNROLL
            Y sum = bias[j];
            for (int i = 0; i < inputs; i++) {
#pragma HLS UNROLL
                sum += x[p * inputs + i] * kernel[i][j];
            }
            y[p * outputs + j] = sum;
        }
    }
}`,
  ),

  matvec: nest(
    'matvec',
    `/// y[p][j] = sum_i x[p][i] * kernel[i][j], the same at every position p.
/// Products and sums are exact: Y holds every result, and a partial sum that passes its ends comes back (AP_WRAP).
template <int inputs, int outputs, int positions = 1, class X, class K, class Y>
void matvec(const X x[positions * inputs], const K kernel[inputs][outputs], Y y[positions * outputs])
{
#pragma HLS FUNCTION_INSTANTIATE variable=kernel
#pragma HLS PIPELINE II=1
    // Shared: products at positions
    for (int p = 0; p < positions; p++) {
#pragma HLS UNROLL
        for (int j = 0; j < outputs; j++) {
#pragma HLS UNROLL
            Y sum = 0;
            for (int i = 0; i < inputs; i++) {
#pragma HLS UNROLL
                sum += x[p * inputs + i] * kernel[i][j];
            }
            y[p * outputs + j] = sum;
        }
    }
}`,
  ),

  add: nest(
    'add',
    `/// y[p][j] = x[p][j] + constant[j], exact, the same at every position p.
template <int channels, int positions = 1, class X, class C, class Y>
void add(const X x[positions * channels], const C constant[channels], Y y[positions * channels])
{
#pragma HLS FUNCTION_INSTANTIATE variable=constant
#pragma HLS PIPELINE II=1
    for (int p = 0; p < positions; p++) {
#pragma HLS UNROLL
        for (int j = 0; j < channels; j++) {
#pragma HLS UNROLL
            y[p * channels + j] = x[p * channels + j] + constant[j];
        }
    }
}`,
  ),

  add_values: nest(
    'add_values',
    `/// y[i] = a[i] + b[i], exact.
template <int elements, class A, class B, class Y>
void add_values(const A a[elements], const B b[elements], Y y[elements])
{
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        y[i] = a[i] + b[i];
    }
}`,
  ),

  multiply_values: nest(
    'multiply_values',
    `/// y[i] = a[i] * b[i], exact.
template <int elements, class A, class B, class Y>
void multiply_values(const A a[elements], const B b[elements], Y y[elements])
{
#pragma HLS PIPELINE II=1
    for (int i = 0; i < elements; i++) {
#pragma HLS UNROLL
        y[i] = a[i] * b[i];
    }
}`,
  ),
} as const;
