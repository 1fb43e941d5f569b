// assembly/normalize.ts in wider vectors: the same sums in the same order.
#pragma once
#include "arguments.hpp"
#include "vector.hpp"

namespace {

/** Calls `f(V type, n)` for the columns from n on of rows of `stride` bytes, a multiple of eight floats. */
template <class F>
inline __attribute__((always_inline)) void eachColumns(size_t stride, F f) {
  const size_t columns = stride / sizeof(float);
  size_t n = 0;
  for (; n + Wide::lanes <= columns; n += Wide::lanes) f(Wide::zero(), n);
  for (; n < columns; n += F8::lanes) f(F8::zero(), n);
}

template <class V>
inline V columnSum(const float* x, int rows, size_t stride) {
  V sum = V::zero();
  for (; rows > 0; rows--, x = moved(x, stride)) sum = sum + V::load(x);
  return sum;
}

template <class V>
inline V columnSquares(const float* x, V center, int rows, size_t stride) {
  V sum = V::zero();
  for (; rows > 0; rows--, x = moved(x, stride)) {
    const V difference = V::load(x) - center;
    sum = sum + difference * difference;
  }
  return sum;
}

template <class V>
inline void scaleColumn(const float* x, float* y, int rows, size_t stride, V gamma, V beta, V center, V inverse) {
  const V factor = gamma * inverse;
  for (; rows > 0; rows--, x = moved(x, stride), y = moved(y, stride)) ((V::load(x) - center) * factor + beta).store(y);
}

template <class V>
inline void moveRunning(float* running, V batch, float momentum) {
  (V::load(running) * V::splat(momentum) + batch * V::splat(1 - momentum)).store(running);
}

void normalize(const Call& call) {
  const float *x = call.at(0), *gamma = call.at(4), *beta = call.at(5);
  float *y = call.at(1), *mean = call.at(6), *variance = call.at(7), *batchMean = call.at(8), *deviation = call.at(9);
  const int rows = call.count(2);
  const size_t stride = call.address(3);
  const float epsilon = call.number(10), momentum = call.number(11);
  const float unbias = rows > 1 ? static_cast<float>(rows) / static_cast<float>(rows - 1) : 1;
  eachColumns(stride, [=](auto v, size_t n) {
    using V = decltype(v);
    const V count = V::splat(static_cast<float>(rows));
    const V center = columnSum<V>(x + n, rows, stride) / count;
    const V spread = columnSquares<V>(x + n, center, rows, stride) / count;
    const V inverse = V::splat(1) / root(spread + V::splat(epsilon));
    center.store(batchMean + n);
    inverse.store(deviation + n);
    moveRunning(mean + n, center, momentum);
    moveRunning(variance + n, spread * V::splat(unbias), momentum);
    scaleColumn(x + n, y + n, rows, stride, V::load(gamma + n), V::load(beta + n), center, inverse);
  });
}

void normalizeInference(const Call& call) {
  const float *x = call.at(0), *gamma = call.at(4), *beta = call.at(5), *mean = call.at(6), *variance = call.at(7);
  float* y = call.at(1);
  const int rows = call.count(2);
  const size_t stride = call.address(3);
  const float epsilon = call.number(8);
  eachColumns(stride, [=](auto v, size_t n) {
    using V = decltype(v);
    const V inverse = V::splat(1) / root(V::load(variance + n) + V::splat(epsilon));
    scaleColumn(x + n, y + n, rows, stride, V::load(gamma + n), V::load(beta + n), V::load(mean + n), inverse);
  });
}

void normalizeBackward(const Call& call) {
  float *gradient = call.at(0), *gammaGradient = call.at(7), *betaGradient = call.at(8);
  const float *x = call.at(1), *gamma = call.at(4), *batchMean = call.at(5), *deviation = call.at(6);
  const int rows = call.count(2);
  const size_t stride = call.address(3);
  const float share = 1 / static_cast<float>(rows);
  eachColumns(stride, [=](auto v, size_t n) {
    using V = decltype(v);
    const V center = V::load(batchMean + n), inverse = V::load(deviation + n);
    V dBeta = V::zero(), dGamma = V::zero();
    for (int m = 0; m < rows; m++) {
      const V g = V::load(moved(gradient, m * stride) + n);
      dBeta = dBeta + g;
      dGamma = dGamma + g * ((V::load(moved(x, m * stride) + n) - center) * inverse);
    }
    dBeta.store(betaGradient + n);
    dGamma.store(gammaGradient + n);
    const V factor = V::load(gamma + n) * inverse, offset = dBeta * V::splat(share), slope = dGamma * V::splat(share);
    for (int m = 0; m < rows; m++) {
      float* at = moved(gradient, m * stride) + n;
      const V normal = (V::load(moved(x, m * stride) + n) - center) * inverse;
      (factor * (V::load(at) - offset - normal * slope)).store(at);
    }
  });
}

}  // namespace
