import { nest } from './nest';

/** Loop nests that cut and saturate. */
export const roundingNests = {
  quantize: nest(
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

  quantize_half_up: nest(
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

  quantize_channels: nest(
    'quantize_channels',
    `/// y[p] = x[p] with each channel cut and saturated to a format of its own, at every position p.
template <class formats, int channels, int positions = 1, class X, class Y>
void quantize_channels(const X x[positions * channels], Y y[positions * channels])
{
#pragma HLS PIPELINE II=1
    for (int p = 0; p < positions; p++) {
#pragma HLS UNROLL
        formats::quantize(x, y, p * channels);
    }
}`,
  ),
} as const;
