// assembly/dropout.ts in wider vectors: the same numbers of the same elements.
#pragma once
#include "elementwise.hpp"
#include "hash.hpp"

namespace {

void dropout(const Call& call) {
  const float* x = call.at(0);
  float* y = call.at(1);
  const int rows = call.count(2);
  const uint32_t columns = call.count(3);
  const size_t stride = call.address(4);
  const uint32_t first = call.count(5);
  const int seed = call.count(6), threshold = call.count(7);
  const float factor = call.number(8);
  for (int m = 0; m < rows; m++) {
    const float* from = moved(x, m * stride);
    float* to = moved(y, m * stride);
    const uint32_t index = (first + m) * columns;
    eachVector(stride, [=](auto vector, size_t i) {
      using V = decltype(vector);
      const V scaled = V::load(from + i) * V::splat(factor);
      keepDrawn(scaled, static_cast<int>(index + i), seed, threshold).store(to + i);
    });
  }
}

}  // namespace
