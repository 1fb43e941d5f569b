// assembly/windows.ts in wider vectors: the same sums in the same order.
#pragma once
#include "arguments.hpp"
#include "columnGroups.hpp"
#include "epilogue.hpp"
#include "gemm.hpp"
#include "turnedTile.hpp"

namespace {

/** Where the windows of a batch begin, example by example, position by position. */
struct Positions {
  const int32_t* offsets;
  int count;
  size_t example;

  /** Addresses of `rows` windows from number `first` on. */
  void list(const float* x, int first, int rows, const float** at) const {
    int position = first % count;
    const float* start = moved(x, static_cast<size_t>(first / count) * example);
    for (int i = 0; i < rows; i++) {
      at[i] = moved(start, offsets[position]);
      if (++position < count) continue;
      position = 0;
      start = moved(start, example);
    }
  }
};

template <class V, int R, int N>
__attribute__((noinline)) void windowTile(const float* const* rows, const Segments& segments, const float* b, float* c,
                                          size_t cStride, const Epilogue& epilogue) {
  V sum[R][N];
#pragma GCC unroll 16
  for (int r = 0; r < R; r++)
#pragma GCC unroll 2
    for (int n = 0; n < N; n++) sum[r][n] = V::zero();
  for (int s = 0; s < segments.count; s++) {
    const float* at[R];
#pragma GCC unroll 16
    for (int r = 0; r < R; r++) at[r] = moved(rows[r], segments.offsets[s]);
    for (int k = 0; k < segments.floats; k++) {
      V row[N];
#pragma GCC unroll 2
      for (int n = 0; n < N; n++) row[n] = V::load(b + n * V::lanes);
#pragma GCC unroll 16
      for (int r = 0; r < R; r++) {
        const V x = V::splat(at[r][k]);
#pragma GCC unroll 2
        for (int n = 0; n < N; n++) sum[r][n] = sum[r][n] + x * row[n];
      }
      b += N * V::lanes;
    }
  }
  finish<V, R, N>(sum, c, cStride, epilogue);
}

template <class V, int R, int N>
void windowRows(const float* const* rows, int count, const Segments& segments, const float* b, float* c, size_t cStride,
                const Epilogue& e) {
  int m = 0;
  for (; m + R <= count; m += R) windowTile<V, R, N>(rows + m, segments, b, moved(c, m * cStride), cStride, e);
  for (; m + 4 <= count; m += 4) windowTile<V, 4, N>(rows + m, segments, b, moved(c, m * cStride), cStride, e);
  for (; m < count; m++) windowTile<V, 1, N>(rows + m, segments, b, moved(c, m * cStride), cStride, e);
}

#ifdef __AVX512F__
constexpr int windowsOfTile = 8;
constexpr int windowsOfNarrowTile = 12;
/** Fewer floats in a row are not worth the transposition. */
constexpr int leastTurnedFloats = 8;
#else
constexpr int windowsOfTile = 6;
constexpr int windowsOfNarrowTile = 8;
#endif

inline void windowGroup(const float* const* rows, int count, const Segments& segments, const float* b, float* c,
                        size_t cStride, const Epilogue& e, int width) {
  if (width == panelsPerTile) {
    windowRows<Wide, windowsOfTile, 2>(rows, count, segments, b, c, cStride, e);
  } else if (width > 1) {
    windowRows<Wide, windowsOfNarrowTile, 1>(rows, count, segments, b, c, cStride, e);
  } else {
    int m = 0;
#ifdef __AVX512F__
    if (segments.floats >= leastTurnedFloats)
      for (; m + turnedRows <= count; m += turnedRows)
        turnedTile(rows + m, segments, b, moved(c, m * cStride), cStride, e);
#endif
    windowRows<F8, windowsOfNarrowTile, 1>(rows + m, count - m, segments, b, moved(c, m * cStride), cStride, e);
  }
}

void gemmWindows(const Call& call) {
  const float* x = call.at(0);
  const Positions positions{call.integers(2), call.count(3), call.address(1)};
  const Segments segments{call.integers(4), call.count(5), call.count(6) / static_cast<int>(sizeof(float))};
  const float* b = call.at(7);
  float* c = call.at(9);
  const size_t cStride = call.address(10);
  const int rows = call.count(11) * positions.count, panels = call.count(12);
  const Epilogue epilogue{call.optional(8), call.flag(13), nullptr, 0, 0};
  const int inner = segments.count * segments.floats;
  const float* packed = packPanels(call, b, inner, panels);
  const size_t panelFloats = static_cast<size_t>(inner) * panelColumns;
  const float* at[rowsPerBlock];
  for (int first = 0; first < rows; first += rowsPerBlock) {
    const int count = rows - first < rowsPerBlock ? rows - first : rowsPerBlock;
    positions.list(x, first, count, at);
    for (int p = 0, width; p < panels; p += width) {
      width = panelsOfTile(panels - p);
      const size_t column = p * panelColumns;
      const float* group = (width == 1 ? b : packed) + p * panelFloats;
      windowGroup(at, count, segments, group, moved(c, first * cStride) + column, cStride, epilogue.at(column, 0), width);
    }
  }
}

}  // namespace
