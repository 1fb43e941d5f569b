// assembly/gemmTransposed.ts in wider vectors: the same sums in the same order.
#pragma once
#include "arguments.hpp"
#include "columnGroups.hpp"
#include "gemm.hpp"
#include "transpose.hpp"

namespace {

struct TransposedProduct {
  Rows a;
  Rows b;
  float* c;
  int rows;
  /** Floats between the panels of c. */
  size_t panel;
};

/** R rows of c by N vectors of its columns; `a[m, k ... k + R]` are broadcast. */
template <class V, int R, int N>
void transposedTile(const TransposedProduct& p, int k) {
  float* target = p.c + k * panelColumns;
  constexpr size_t panelsOfVector = V::lanes / panelColumns;
  V c[R][N];
  for (int r = 0; r < R; r++)
    for (int n = 0; n < N; n++)
      c[r][n] = V::loadPanels(target + n * panelsOfVector * p.panel + r * panelColumns, p.panel);
  const float* a = p.a.first + k;
  const float* b = p.b.first;
  for (int m = p.rows; m > 0; m--) {
    V row[N];
    for (int n = 0; n < N; n++) row[n] = V::load(b + n * V::lanes);
#pragma GCC unroll 16
    for (int r = 0; r < R; r++) {
      const V x = V::splat(a[r]);
      for (int n = 0; n < N; n++) c[r][n] = c[r][n] + x * row[n];
    }
    a = moved(a, p.a.stride);
    b = moved(b, p.b.stride);
  }
  for (int r = 0; r < R; r++)
    for (int n = 0; n < N; n++)
      c[r][n].storePanels(target + n * panelsOfVector * p.panel + r * panelColumns, p.panel);
}

/** One panel of c with its rows in the lanes: `b[m, n]` are broadcast, so that eight columns fill wide vectors. */
template <class V, int N>
void transposedPanel(const TransposedProduct& p, int k) {
  alignas(64) float turned[panelColumns][N * V::lanes];
  float* target = p.c + k * panelColumns;
  for (int i = 0; i < N * V::lanes; i += 8) transpose8(target + i * panelColumns, panelColumns, turned[0] + i, N * V::lanes);
  V c[panelColumns][N];
  for (size_t n = 0; n < panelColumns; n++)
    for (int i = 0; i < N; i++) c[n][i] = V::load(turned[n] + i * V::lanes);
  const float* a = p.a.first + k;
  const float* b = p.b.first;
  for (int m = p.rows; m > 0; m--) {
    V x[N];
    for (int i = 0; i < N; i++) x[i] = V::load(a + i * V::lanes);
#pragma GCC unroll 8
    for (size_t n = 0; n < panelColumns; n++) {
      const V y = V::splat(b[n]);
      for (int i = 0; i < N; i++) c[n][i] = c[n][i] + x[i] * y;
    }
    a = moved(a, p.a.stride);
    b = moved(b, p.b.stride);
  }
  for (size_t n = 0; n < panelColumns; n++)
    for (int i = 0; i < N; i++) c[n][i].store(turned[n] + i * V::lanes);
  for (int i = 0; i < N * V::lanes; i += 8) transpose8(turned[0] + i, N * V::lanes, target + i * panelColumns, panelColumns);
}

template <class V, int R, int N>
void transposedRows(const TransposedProduct& p, int k, int inner) {
  for (; k + R <= inner; k += R) transposedTile<V, R, N>(p, k);
  for (; k + 4 <= inner; k += 4) transposedTile<V, 4, N>(p, k);
  for (; k < inner; k++) transposedTile<V, 1, N>(p, k);
}

inline void transposedGroup(const TransposedProduct& p, int inner, int width) {
  if (width == panelsPerTile) {
    transposedRows<Wide, rowsOfTile, 2>(p, 0, inner);
  } else if (width * panelColumns == Wide::lanes && width > 1) {
    transposedRows<Wide, rowsOfNarrowTile, 1>(p, 0, inner);
  } else {
    int k = 0;
    for (; k + 2 * Wide::lanes <= inner && Wide::lanes > 8; k += 2 * Wide::lanes) transposedPanel<Wide, 2>(p, k);
    for (; k + Wide::lanes <= inner; k += Wide::lanes) transposedPanel<Wide, 1>(p, k);
    transposedRows<F8, rowsOfNarrowTile, 1>(p, k, inner);
  }
}

/** Bytes of both operands that stay in the first-level cache. */
constexpr size_t blockBytes = 32768;

void gemmTransposed(const Call& call) {
  const Rows a{call.at(0), call.address(1)}, b{call.at(2), call.address(3)};
  float* c = call.at(4);
  const int rows = call.count(5), inner = call.count(6), panels = call.count(7);
  const size_t panel = static_cast<size_t>(inner) * panelColumns;
  const int fitting = static_cast<int>(blockBytes / (a.stride + b.stride));
  const int block = fitting < 64 ? 64 : fitting;
  for (int first = 0; first < rows; first += block) {
    const int count = rows - first < block ? rows - first : block;
    for (int p = 0, width; p < panels; p += width) {
      width = panelsOfTile(panels - p);
      const Rows aBlock{moved(a.first, first * a.stride), a.stride};
      const Rows bBlock{moved(b.first, first * b.stride) + p * panelColumns, b.stride};
      transposedGroup({aBlock, bBlock, c + p * panel, count, panel}, inner, width);
    }
  }
}

}  // namespace
