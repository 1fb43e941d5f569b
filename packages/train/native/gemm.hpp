// assembly/gemm.ts in wider vectors: the same sums in the same order.
#pragma once
#include "arguments.hpp"
#include "columnGroups.hpp"
#include "epilogue.hpp"

namespace {

struct Rows {
  const float* first;
  /** Bytes. */
  size_t stride;
};

/** Three rows share a pointer: `p`, `p + stride` and `p + 2 stride` are addressing modes. */
template <class V, int R, int N>
inline __attribute__((always_inline)) void addProducts(V (&c)[R][N], Rows a, const float* b, int inner) {
  constexpr int pointers = (R + 2) / 3;
  const float* at[pointers];
  for (int i = 0; i < pointers; i++) at[i] = moved(a.first, 3 * i * a.stride);
  const float* end = b + static_cast<size_t>(inner) * N * V::lanes;
  for (; b < end; b += N * V::lanes) {
    V row[N];
    for (int n = 0; n < N; n++) row[n] = V::load(b + n * V::lanes);
#pragma GCC unroll 16
    for (int r = 0; r < R; r++) {
      const V x = V::splat(*moved(at[r / 3], (r % 3) * a.stride));
      for (int n = 0; n < N; n++) c[r][n] = c[r][n] + x * row[n];
    }
    for (int i = 0; i < pointers; i++) at[i]++;
  }
}

struct Product {
  Rows a;
  float* c;
  size_t cStride;
  int inner;
  Epilogue epilogue;

  Product row(int m) const {
    return {{moved(a.first, m * a.stride), a.stride}, moved(c, m * cStride), cStride, inner, epilogue.at(0, m * cStride)};
  }
};

template <class V, int R, int N>
__attribute__((noinline)) void gemmTile(const Product& p, const float* b) {
  V c[R][N];
#pragma GCC unroll 16
  for (int r = 0; r < R; r++)
#pragma GCC unroll 2
    for (int n = 0; n < N; n++) c[r][n] = V::zero();
  addProducts<V, R, N>(c, p.a, b, p.inner);
  finish<V, R, N>(c, p.c, p.cStride, p.epilogue);
}

/** All rows of a block against one group of columns. */
template <class V, int R, int N>
void gemmRows(const Product& p, const float* b, int rows) {
  int m = 0;
  for (; m + R <= rows; m += R) gemmTile<V, R, N>(p.row(m), b);
  for (; m + 4 <= rows; m += 4) gemmTile<V, 4, N>(p.row(m), b);
  for (; m < rows; m++) gemmTile<V, 1, N>(p.row(m), b);
}

#ifdef __AVX512F__
constexpr int rowsOfTile = 8;
constexpr int rowsOfNarrowTile = 12;
#else
constexpr int rowsOfTile = 6;
constexpr int rowsOfNarrowTile = 8;
#endif

inline void gemmGroup(const Product& p, const float* b, int rows, int width) {
  if (width == panelsPerTile) gemmRows<Wide, rowsOfTile, 2>(p, b, rows);
  else if (width * panelColumns == Wide::lanes) gemmRows<Wide, rowsOfNarrowTile, 1>(p, b, rows);
  else gemmRows<F8, rowsOfNarrowTile, 1>(p, b, rows);
}

/** Rows of A that stay in the first-level cache while the groups of B pass by. */
constexpr int rowsPerBlock = 96;

void gemm(const Call& call) {
  const Rows a{call.at(0), call.address(1)};
  const float* b = call.at(2);
  float* c = call.at(4);
  const size_t cStride = call.address(5);
  const int rows = call.count(6), inner = call.count(7), panels = call.count(8);
  const Epilogue epilogue{call.optional(3), call.flag(9), call.optional(10), call.number(11), call.number(12)};
  const size_t panelFloats = static_cast<size_t>(inner) * panelColumns;
  const float* packed = packPanels(call, b, inner, panels);
  for (int first = 0; first < rows; first += rowsPerBlock) {
    const int count = rows - first < rowsPerBlock ? rows - first : rowsPerBlock;
    for (int p = 0, width; p < panels; p += width) {
      width = panelsOfTile(panels - p);
      const size_t column = p * panelColumns;
      const float* group = (width == 1 ? b : packed) + p * panelFloats;
      const Product all{a, c + column, cStride, inner, epilogue.at(column, column * sizeof(float))};
      gemmGroup(all.row(first), group, count, width);
    }
  }
}

}  // namespace
