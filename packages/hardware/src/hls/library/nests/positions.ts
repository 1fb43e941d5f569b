import { nest } from './nest';

/** Loop nests over the positions of an image or a set. */
export const positionsNests = {
  window: nest(
    'window',
    `/// The windows of x[height][width][channels], zeros outside: y[row][column] is a window, in it y[i][j][channel].
template <class shape, class X, class Y>
void window(const X x[shape::height * shape::width * shape::channels],
            Y y[shape::rows * shape::columns * shape::window_height * shape::window_width * shape::channels])
{
#pragma HLS PIPELINE II=1
    for (int row = 0; row < shape::rows; row++) {
#pragma HLS UNROLL
        for (int column = 0; column < shape::columns; column++) {
#pragma HLS UNROLL
            for (int i = 0; i < shape::window_height; i++) {
#pragma HLS UNROLL
                for (int j = 0; j < shape::window_width; j++) {
#pragma HLS UNROLL
                    const int from_row = row * shape::stride_down + i - shape::zeros_above;
                    const int from_column = column * shape::stride_right + j - shape::zeros_left;
                    const bool inside = from_row >= 0 && from_row < shape::height && from_column >= 0 &&
                                        from_column < shape::width;
                    const int from = from_row * shape::width + from_column;
                    const int position = row * shape::columns + column;
                    const int to = (position * shape::window_height + i) * shape::window_width + j;
                    for (int channel = 0; channel < shape::channels; channel++) {
#pragma HLS UNROLL
                        if (inside) {
                            y[to * shape::channels + channel] = x[from * shape::channels + channel];
                        } else {
                            y[to * shape::channels + channel] = 0;
                        }
                    }
                }
            }
        }
    }
}`,
  ),

  max: nest(
    'max',
    `/// y[g][c] = the largest of x[g][t][c] over t.
template <int terms, int channels, int groups = 1, class X, class Y>
void max(const X x[groups * terms * channels], Y y[groups * channels])
{
#pragma HLS PIPELINE II=1
    for (int g = 0; g < groups; g++) {
#pragma HLS UNROLL
        for (int c = 0; c < channels; c++) {
#pragma HLS UNROLL
            X largest = x[g * terms * channels + c];
            for (int t = 1; t < terms; t++) {
#pragma HLS UNROLL
                const X term = x[(g * terms + t) * channels + c];
                if (largest < term) {
                    largest = term;
                }
            }
            y[g * channels + c] = largest;
        }
    }
}`,
  ),

  sum: nest(
    'sum',
    `/// y[g][c] = the sum of x[g][t][c] over t. It is exact: Y holds every result, and a partial sum that passes its ends
/// comes back (AP_WRAP).
template <int terms, int channels, int groups = 1, class X, class Y>
void sum(const X x[groups * terms * channels], Y y[groups * channels])
{
#pragma HLS PIPELINE II=1
    for (int g = 0; g < groups; g++) {
#pragma HLS UNROLL
        for (int c = 0; c < channels; c++) {
#pragma HLS UNROLL
            Y total = 0;
            for (int t = 0; t < terms; t++) {
#pragma HLS UNROLL
                total += x[(g * terms + t) * channels + c];
            }
            y[g * channels + c] = total;
        }
    }
}`,
  ),
} as const;
