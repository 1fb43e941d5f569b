// The quantisers of assembly/learnedQuantize.ts in wider vectors: the same sums in the same order.
#pragma once
#include "arguments.hpp"
#include "normalize.hpp"

namespace {

void learnedQuantize(const Call& call) {
  const float *x = call.at(0), *fractions = call.at(4), *lows = call.at(5), *highs = call.at(6);
  float* y = call.at(1);
  const int rows = call.count(2);
  const size_t stride = call.address(3);
  eachColumns(stride, [=](auto vector, size_t n) {
    using V = decltype(vector);
    const V half = V::splat(0.5f), one = V::splat(1);
    const V scale = powerOfTwo(floorOf(V::load(fractions + n) + half));
    const V step = one / scale;
    const V reach = V::load(highs + n);
    const V lowest = keepInRange(V::load(lows + n), reach, step, V::splat(__builtin_inff()));
    const V highest = pmax(reach - step, V::zero());
    for (int m = 0; m < rows; m++) {
      const V v = V::load(moved(x, m * stride) + n) * scale;
      const V down = floorOf(v);
      const V rounded = (down + oneWhereAtLeast(v - down, half, one)) * step;
      pmax(pmin(rounded, highest), lowest).store(moved(y, m * stride) + n);
    }
  });
}

void learnedQuantizeBackward(const Call& call) {
  float *gradient = call.at(0), *fractionGradient = call.at(8);
  const float *x = call.at(1), *y = call.at(2), *lows = call.at(5), *highs = call.at(6);
  const int rows = call.count(3);
  const size_t stride = call.address(4);
  const float saturated = call.number(7);
  eachColumns(stride, [=](auto vector, size_t n) {
    using V = decltype(vector);
    const V lowest = V::load(lows + n), highest = V::load(highs + n), ends = V::splat(-saturated);
    V sum = V::zero();
    for (int m = 0; m < rows; m++) {
      const V v = V::load(moved(x, m * stride) + n), rounded = V::load(moved(y, m * stride) + n);
      float* at = moved(gradient, m * stride) + n;
      const V g = V::load(at);
      keepInRange(g, v, lowest, highest).store(at);
      sum = sum + g * chooseInRange(v - rounded, ends * rounded, v, lowest, highest);
    }
    const V slope = sum * V::splat(0.6931471805599453f);
    (V::load(fractionGradient + n) + slope).store(fractionGradient + n);
  });
}

}  // namespace
