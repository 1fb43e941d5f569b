// The sums of assembly/pool.ts in wider vectors: the same sums in the same order.
#pragma once
#include <cstring>
#include "arguments.hpp"
#include "elementwise.hpp"
#include "scatterWindows.hpp"

namespace {

void sumTaps(const Call& call) {
  const float* x = call.at(0);
  const size_t xExample = call.address(1), width = call.address(8);
  float* y = call.at(2);
  const int examples = call.count(3), positions = call.count(5), tapCount = call.count(7);
  const int32_t *offsets = call.integers(4), *taps = call.integers(6);
  for (int example = 0; example < examples; example++) {
    for (int position = 0; position < positions; position++) {
      const float* row = moved(x, offsets[position]);
      eachVector(width, [=](auto v, size_t i) {
        auto sum = decltype(v)::zero();
        for (int t = 0; t < tapCount; t++) sum = sum + decltype(v)::load(moved(row, taps[t]) + i);
        sum.store(y + i);
      });
      y = moved(y, width);
    }
    x = moved(x, xExample);
  }
}

void sumTapsBackward(const Call& call) {
  const float* gradient = call.at(0);
  float* target = call.at(1);
  const float* mask = call.optional(9);
  const size_t xExample = call.address(2), width = call.address(8);
  const int examples = call.count(3), positions = call.count(5), tapCount = call.count(7);
  const int32_t *offsets = call.integers(4), *taps = call.integers(6);
  for (int example = 0; example < examples; example++) {
    std::memset(target, 0, xExample);
    for (int position = 0; position < positions; position++) {
      float* row = moved(target, offsets[position]);
      for (int t = 0; t < tapCount; t++) {
        float* place = moved(row, taps[t]);
        eachVector(width, [=](auto v, size_t i) {
          using V = decltype(v);
          (V::load(place + i) + V::load(gradient + i)).store(place + i);
        });
      }
      gradient = moved(gradient, width);
    }
    if (mask) {
      maskFloats(target, mask, xExample, call.number(10), call.number(11));
      mask = moved(mask, xExample);
    }
    target = moved(target, xExample);
  }
}

}  // namespace
