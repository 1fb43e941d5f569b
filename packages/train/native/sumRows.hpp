// assembly/sumRows.ts in wider vectors: the same sums in the same order.
#pragma once
#include "arguments.hpp"
#include "vector.hpp"

namespace {

template <class V, int N>
inline void sumColumns(const float* x, float* sum, int rows, size_t stride) {
  V s[N];
  for (int n = 0; n < N; n++) s[n] = V::load(sum + n * V::lanes);
  for (; rows > 0; rows--) {
    for (int n = 0; n < N; n++) s[n] = s[n] + V::load(x + n * V::lanes);
    x = moved(x, stride);
  }
  for (int n = 0; n < N; n++) s[n].store(sum + n * V::lanes);
}

void sumRows(const Call& call) {
  const float* x = call.at(0);
  float* sum = call.at(1);
  const int rows = call.count(2);
  const size_t stride = call.address(3), columns = stride / sizeof(float);
  size_t n = 0;
  for (; n + 4 * Wide::lanes <= columns; n += 4 * Wide::lanes) sumColumns<Wide, 4>(x + n, sum + n, rows, stride);
  for (; n + Wide::lanes <= columns; n += Wide::lanes) sumColumns<Wide, 1>(x + n, sum + n, rows, stride);
  for (; n < columns; n += F8::lanes) sumColumns<F8, 1>(x + n, sum + n, rows, stride);
}

}  // namespace
