// Eight columns of a product in wide vectors: the lanes are rows, not columns. AVX-512 only; eight columns are a
// whole vector of AVX2.
#pragma once
#include "epilogue.hpp"
#include "transpose.hpp"

namespace {

/** Segments of contiguous floats at byte offsets from the start of each row, one after another in k. */
struct Segments {
  const int32_t* offsets;
  int count;
  int floats;
};

#ifdef __AVX512F__

/** Rows of A that a tile takes: two vectors of lanes, so that sixteen sums are on their way. */
constexpr int turnedRows = 32;

/** Thirty-two rows, each at its address, by the eight columns of the panel at `b`. */
inline __attribute__((noinline)) void turnedTile(const float* const* rows, const Segments& segments, const float* b,
                                                 float* c, size_t cStride, const Epilogue& epilogue) {
  alignas(64) float turned[2][16 * 16];
  F16 sum[8][2];
#pragma GCC unroll 8
  for (int n = 0; n < 8; n++) sum[n][0] = sum[n][1] = F16::zero();
  for (int s = 0; s < segments.count; s++) {
    for (int first = 0; first < segments.floats; first += 16) {
      const int count = segments.floats - first < 16 ? segments.floats - first : 16;
      const size_t offset = segments.offsets[s] + first * sizeof(float);
      const __mmask16 mask = static_cast<__mmask16>((1u << count) - 1);
      transpose16(rows, offset, mask, turned[0]);
      transpose16(rows + 16, offset, mask, turned[1]);
      for (int k = 0; k < count; k++) {
        const F16 x0 = F16::load(turned[0] + 16 * k), x1 = F16::load(turned[1] + 16 * k);
#pragma GCC unroll 8
        for (int n = 0; n < 8; n++) {
          const F16 weight = F16::splat(b[n]);
          sum[n][0] = sum[n][0] + x0 * weight;
          sum[n][1] = sum[n][1] + x1 * weight;
        }
        b += panelColumns;
      }
    }
  }
  alignas(64) float columns[8][32], result[32][8];
#pragma GCC unroll 8
  for (int n = 0; n < 8; n++) {
    sum[n][0].store(columns[n]);
    sum[n][1].store(columns[n] + 16);
  }
  for (int r = 0; r < 32; r += 8) {
    transpose8(columns[0] + r, 32, result[r], 8);
    F8 row[8][1];
#pragma GCC unroll 8
    for (int i = 0; i < 8; i++) row[i][0] = F8::load(result[r + i]);
    finish<F8, 8, 1>(row, moved(c, r * cStride), cStride, epilogue.at(0, r * cStride));
  }
}

#endif

}  // namespace
