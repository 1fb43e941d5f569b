#pragma once
#include "vector.hpp"

namespace {

/** What happens to a product before it is stored: see assembly/gemm.ts. */
struct Epilogue {
  const float* bias;
  bool positive;
  const float* mask;
  float low;
  float high;

  Epilogue at(size_t column, size_t bytes) const {
    return {bias ? bias + column : nullptr, positive, mask ? moved(mask, bytes) : nullptr, low, high};
  }
};

template <class V, int R, int N>
inline __attribute__((always_inline)) void finish(V (&c)[R][N], float* target, size_t stride, const Epilogue& e) {
  if (e.bias) {
#pragma GCC unroll 16
    for (int n = 0; n < N; n++) {
      const V bias = V::load(e.bias + n * V::lanes);
#pragma GCC unroll 16
      for (int r = 0; r < R; r++) c[r][n] = c[r][n] + bias;
    }
  }
  if (e.positive) {
#pragma GCC unroll 16
    for (int r = 0; r < R; r++)
#pragma GCC unroll 16
      for (int n = 0; n < N; n++) c[r][n] = pmax(c[r][n], V::zero());
  }
  if (e.mask) {
    const V low = V::splat(e.low), high = V::splat(e.high);
#pragma GCC unroll 16
    for (int r = 0; r < R; r++)
#pragma GCC unroll 16
      for (int n = 0; n < N; n++)
        c[r][n] = keepInRange(c[r][n], V::load(moved(e.mask, r * stride) + n * V::lanes), low, high);
  }
#pragma GCC unroll 16
  for (int r = 0; r < R; r++)
#pragma GCC unroll 16
    for (int n = 0; n < N; n++) c[r][n].store(moved(target, r * stride) + n * V::lanes);
}

}  // namespace
