// assembly/windowsTransposed.ts in wider vectors: the same sums in the same order.
#pragma once
#include "arguments.hpp"
#include "columnGroups.hpp"
#include "transpose.hpp"
#include "windows.hpp"

namespace {

struct WindowGradient {
  const float* x;
  Positions positions;
  /** Byte offset of each k in a window. */
  const int32_t* elements;
  const float* g;
  size_t gStride;
  float* c;
  int examples;
  /** Floats between the panels of c. */
  size_t panel;
};

/** R rows of c, from k on, by N vectors of its columns. */
template <class V, int R, int N>
__attribute__((noinline)) void windowGradientTile(const WindowGradient& w, int k) {
  constexpr size_t panelsOfVector = V::lanes / panelColumns;
  float* target = w.c + k * panelColumns;
  V sum[R][N];
  size_t element[R];
#pragma GCC unroll 16
  for (int r = 0; r < R; r++) {
    element[r] = w.elements[k + r];
#pragma GCC unroll 2
    for (int n = 0; n < N; n++)
      sum[r][n] = V::loadPanels(target + n * panelsOfVector * w.panel + r * panelColumns, w.panel);
  }
  const float *x = w.x, *g = w.g;
  for (int example = w.examples; example > 0; example--) {
    for (int position = 0; position < w.positions.count; position++) {
      const float* at = moved(x, w.positions.offsets[position]);
      V row[N];
#pragma GCC unroll 2
      for (int n = 0; n < N; n++) row[n] = V::load(g + n * V::lanes);
#pragma GCC unroll 16
      for (int r = 0; r < R; r++) {
        const V value = V::splat(*moved(at, element[r]));
#pragma GCC unroll 2
        for (int n = 0; n < N; n++) sum[r][n] = sum[r][n] + value * row[n];
      }
      g = moved(g, w.gStride);
    }
    x = moved(x, w.positions.example);
  }
#pragma GCC unroll 16
  for (int r = 0; r < R; r++)
#pragma GCC unroll 2
    for (int n = 0; n < N; n++)
      sum[r][n].storePanels(target + n * panelsOfVector * w.panel + r * panelColumns, w.panel);
}

/** One panel of c with its rows, from k on, in the lanes: they lie side by side in a window. */
template <class V, int N>
__attribute__((noinline)) void windowGradientPanel(const WindowGradient& w, int k) {
  constexpr int width = N * V::lanes;
  alignas(64) float turned[8][width];
  float* target = w.c + k * panelColumns;
  for (int i = 0; i < width; i += 8) transpose8(target + i * panelColumns, panelColumns, turned[0] + i, width);
  V sum[8][N];
#pragma GCC unroll 8
  for (int n = 0; n < 8; n++)
#pragma GCC unroll 4
    for (int i = 0; i < N; i++) sum[n][i] = V::load(turned[n] + i * V::lanes);
  const float *x = moved(w.x, w.elements[k]), *g = w.g;
  for (int example = w.examples; example > 0; example--) {
    for (int position = 0; position < w.positions.count; position++) {
      const float* at = moved(x, w.positions.offsets[position]);
      V values[N];
#pragma GCC unroll 4
      for (int i = 0; i < N; i++) values[i] = V::load(at + i * V::lanes);
#pragma GCC unroll 8
      for (int n = 0; n < 8; n++) {
        const V y = V::splat(g[n]);
#pragma GCC unroll 4
        for (int i = 0; i < N; i++) sum[n][i] = sum[n][i] + values[i] * y;
      }
      g = moved(g, w.gStride);
    }
    x = moved(x, w.positions.example);
  }
#pragma GCC unroll 8
  for (int n = 0; n < 8; n++)
#pragma GCC unroll 4
    for (int i = 0; i < N; i++) sum[n][i].store(turned[n] + i * V::lanes);
  for (int i = 0; i < width; i += 8) transpose8(turned[0] + i, width, target + i * panelColumns, panelColumns);
}

/** Whether so many elements from k on lie side by side. */
inline bool contiguous(const int32_t* elements, int k, int count) {
  for (int i = 1; i < count; i++)
    if (elements[k + i] != elements[k] + i * static_cast<int>(sizeof(float))) return false;
  return true;
}

template <class V, int R, int N>
void windowGradientRows(const WindowGradient& w, int k, int inner) {
  for (; k + R <= inner; k += R) windowGradientTile<V, R, N>(w, k);
  for (; k + 3 <= inner; k += 3) windowGradientTile<V, 3, N>(w, k);
  for (; k < inner; k++) windowGradientTile<V, 1, N>(w, k);
}

#ifdef __AVX512F__

/** All k of one panel, in the widest runs that lie side by side. */
inline void windowGradientLanes(const WindowGradient& w, int inner) {
  for (int k = 0; k < inner;) {
    if (k + 48 <= inner && contiguous(w.elements, k, 48)) {
      windowGradientPanel<F16, 3>(w, k);
      k += 48;
    } else if (k + 16 <= inner && contiguous(w.elements, k, 16)) {
      windowGradientPanel<F16, 1>(w, k);
      k += 16;
    } else {
      const int end = k + 9 < inner ? k + 9 : inner;
      windowGradientRows<F8, 9, 1>(w, k, end);
      k = end;
    }
  }
}

inline void windowGradientGroup(const WindowGradient& w, int inner, int width) {
  if (width == panelsPerTile) windowGradientRows<Wide, 9, 2>(w, 0, inner);
  else if (width > 1) windowGradientRows<Wide, 9, 1>(w, 0, inner);
  else windowGradientLanes(w, inner);
}

#else

inline void windowGradientGroup(const WindowGradient& w, int inner, int width) {
  if (width == panelsPerTile) windowGradientRows<Wide, 6, 2>(w, 0, inner);
  else windowGradientRows<Wide, 9, 1>(w, 0, inner);
}

#endif

/** Bytes of both operands that stay in the second-level cache while the rows of c pass by. */
constexpr size_t gradientBlockBytes = 131072;

void gemmWindowsTransposed(const Call& call) {
  const Positions positions{call.integers(2), call.count(3), call.address(1)};
  const int inner = call.count(5), examples = call.count(9), panels = call.count(10);
  const size_t gStride = call.address(7), gExample = positions.count * gStride;
  const size_t panel = static_cast<size_t>(inner) * panelColumns;
  const int fitting = static_cast<int>(gradientBlockBytes / (positions.example + gExample));
  const int block = fitting < 1 ? 1 : fitting;
  for (int first = 0; first < examples; first += block) {
    const int count = examples - first < block ? examples - first : block;
    const float* x = moved(call.at(0), first * positions.example);
    const float* g = moved(call.at(6), first * gExample);
    for (int p = 0, width; p < panels; p += width) {
      width = panelsOfTile(panels - p);
      const WindowGradient w{x,       positions, call.integers(4), g + p * panelColumns,
                             gStride, call.at(8) + p * panel, count, panel};
      windowGradientGroup(w, inner, width);
    }
  }
}

}  // namespace
