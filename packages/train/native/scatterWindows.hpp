// assembly/scatterWindows.ts in wider vectors: the same sums in the same order.
#pragma once
#include <cstring>
#include "arguments.hpp"
#include "columnGroups.hpp"
#include "gemm.hpp"
#include "windows.hpp"

namespace {

/** Rows of x that one tap adds to, for rows of g one after another. */
struct Scatter {
  const float* g;
  size_t gStride;
  int rows;
  /** The row of x of each row of g, for offset 0. */
  const float** targets;
  /** Bytes from there to the tap. */
  size_t tap;

  float* target(int m) const { return const_cast<float*>(moved(targets[m], tap)); }
};

/** R rows by N vectors, any number of floats in a row of g. */
template <class V, int R, int N>
__attribute__((noinline)) void scatterTile(const Scatter& s, int m, const float* b, int inner) {
  V sum[R][N];
#pragma GCC unroll 16
  for (int r = 0; r < R; r++)
#pragma GCC unroll 2
    for (int n = 0; n < N; n++) sum[r][n] = V::load(s.target(m + r) + n * V::lanes);
  addProducts<V, R, N>(sum, {moved(s.g, m * s.gStride), s.gStride}, b, inner);
#pragma GCC unroll 16
  for (int r = 0; r < R; r++)
#pragma GCC unroll 2
    for (int n = 0; n < N; n++) sum[r][n].store(s.target(m + r) + n * V::lanes);
}

/** R rows of which each has eight floats in g, by one vector; the tap's weights stay in registers. */
template <class V, int R>
inline __attribute__((always_inline)) int scatterEightTiles(const Scatter& s, int m, const V (&weights)[8]) {
  const size_t tap = s.tap, stride = s.gStride;
  const float* const* targets = s.targets;
  for (; m + R <= s.rows; m += R) {
    V sum[R];
#pragma GCC unroll 16
    for (int r = 0; r < R; r++) sum[r] = V::load(moved(targets[m + r], tap));
    constexpr int pointers = (R + 2) / 3;
    const float* at[pointers];
#pragma GCC unroll 4
    for (int i = 0; i < pointers; i++) {
      at[i] = moved(s.g, (m + 3 * i) * stride);
      // Keeps the compiler from a pointer of its own for every product.
      asm("" : "+r"(at[i]));
    }
    size_t steps[3] = {0, stride, 2 * stride};
#pragma GCC unroll 8
    for (int n = 0; n < 8; n++) {
      asm("" : "+r"(steps[1]), "+r"(steps[2]));
#pragma GCC unroll 16
      for (int r = 0; r < R; r++) sum[r] = sum[r] + V::splat(*(moved(at[r / 3], steps[r % 3]) + n)) * weights[n];
    }
#pragma GCC unroll 16
    for (int r = 0; r < R; r++) sum[r].store(const_cast<float*>(moved(targets[m + r], tap)));
  }
  return m;
}

template <class V>
__attribute__((noinline)) void scatterEight(const Scatter& s, const float* b) {
  V weights[8];
#pragma GCC unroll 8
  for (int n = 0; n < 8; n++) weights[n] = V::load(b + n * V::lanes);
  const int m = scatterEightTiles<V, rowsOfNarrowTile>(s, 0, weights);
  scatterEightTiles<V, 1>(s, scatterEightTiles<V, 4>(s, m, weights), weights);
}

template <class V, int N>
void scatterRows(const Scatter& s, const float* b, int inner) {
  if (N == 1 && inner == 8) return scatterEight<V>(s, b);
  constexpr int rows = N == 2 ? rowsOfTile : rowsOfNarrowTile;
  int m = 0;
  for (; m + rows <= s.rows; m += rows) scatterTile<V, rows, N>(s, m, b, inner);
  for (; m + 4 <= s.rows; m += 4) scatterTile<V, 4, N>(s, m, b, inner);
  for (; m < s.rows; m++) scatterTile<V, 1, N>(s, m, b, inner);
}

inline void scatterGroup(const Scatter& s, const float* b, int inner, int width) {
  if (width == panelsPerTile) scatterRows<Wide, 2>(s, b, inner);
  else if (width > 1) scatterRows<Wide, 1>(s, b, inner);
  else scatterRows<F8, 1>(s, b, inner);
}

inline void maskFloats(float* target, const float* mask, size_t bytes, float low, float high) {
  eachVector(bytes, [=](auto v, size_t i) {
    using V = decltype(v);
    keepInRange(V::load(target + i), V::load(mask + i), V::splat(low), V::splat(high)).store(target + i);
  });
}

/** Most rows whose addresses are listed at once; an example with more is a group of its own, in parts. */
constexpr int rowsPerScatter = 512;

void scatterWindows(const Call& call) {
  const size_t gStride = call.address(1), exampleBytes = call.address(4);
  const Positions positions{call.integers(5), call.count(6), exampleBytes};
  const int32_t* taps = call.integers(7);
  const int tapCount = call.count(8), examples = call.count(9), inner = call.count(10), panels = call.count(11);
  const float low = call.number(13), high = call.number(14);
  const size_t panelFloats = static_cast<size_t>(inner) * panelColumns, tapFloats = panelFloats * panels;
  const float* b = call.at(2);
  // The taps' matrices follow one another as if they were one matrix with more panels, but no tile may span two.
  float* packed = call.room->take(tapFloats * tapCount);
  for (int t = 0; t < tapCount; t++)
    for (int p = 0, width; p < panels; p += width) {
      width = panelsOfTile(panels - p);
      const size_t at = t * tapFloats + p * panelFloats;
      packGroup(b + at, packed + at, inner, width);
    }
  const int fitting = rowsPerScatter / positions.count;
  const int group = fitting < 1 ? 1 : fitting > 4 ? 4 : fitting;
  const float* targets[rowsPerScatter];
  for (int first = 0; first < examples; first += group) {
    const int count = examples - first < group ? examples - first : group;
    float* target = moved(call.at(3), first * exampleBytes);
    const float* g = moved(call.at(0), static_cast<size_t>(first) * positions.count * gStride);
    std::memset(target, 0, count * exampleBytes);
    const int rows = count * positions.count;
    for (int t = 0; t < tapCount; t++)
      for (int part = 0; part < rows; part += rowsPerScatter) {
        const int partRows = rows - part < rowsPerScatter ? rows - part : rowsPerScatter;
        if (t == 0 || rows > rowsPerScatter) positions.list(target, part, partRows, targets);
        for (int p = 0, width; p < panels; p += width) {
          width = panelsOfTile(panels - p);
          const size_t tap = static_cast<size_t>(taps[t]) + p * panelColumns * sizeof(float);
          const Scatter s{moved(g, part * gStride), gStride, partRows, targets, tap};
          scatterGroup(s, packed + t * tapFloats + p * panelFloats, inner, width);
        }
      }
    if (call.flag(12)) maskFloats(target, moved(call.at(12), first * exampleBytes), count * exampleBytes, low, high);
  }
}

}  // namespace
