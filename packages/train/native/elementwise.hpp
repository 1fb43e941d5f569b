// assembly/elementwise.ts, quantize.ts and adam.ts in wider vectors.
#pragma once
#include "arguments.hpp"
#include "vector.hpp"

namespace {

/** Calls `f(V type, i)` for the floats from i on; `bytes` is a multiple of 16, what is left of it goes four by four. */
template <class F>
inline __attribute__((always_inline)) void eachVector(size_t bytes, F f) {
  const size_t count = bytes / sizeof(float);
  size_t i = 0;
  for (; i + Wide::lanes <= count; i += Wide::lanes) f(Wide::zero(), i);
  for (; i + F8::lanes <= count; i += F8::lanes) f(F8::zero(), i);
  for (; i < count; i += F4::lanes) f(F4::zero(), i);
}

void relu(const Call& call) {
  const float* x = call.at(0);
  float* y = call.at(1);
  eachVector(call.address(2), [=](auto v, size_t i) {
    using V = decltype(v);
    pmax(V::load(x + i), V::zero()).store(y + i);
  });
}

void add(const Call& call) {
  const float *a = call.at(0), *b = call.at(1);
  float* y = call.at(2);
  eachVector(call.address(3), [=](auto v, size_t i) {
    using V = decltype(v);
    (V::load(a + i) + V::load(b + i)).store(y + i);
  });
}

void multiply(const Call& call) {
  const float* x = call.at(0);
  float* y = call.at(1);
  const float factor = call.number(3);
  eachVector(call.address(2), [=](auto v, size_t i) {
    using V = decltype(v);
    (V::load(x + i) * V::splat(factor)).store(y + i);
  });
}

void multiplyElements(const Call& call) {
  const float *a = call.at(0), *b = call.at(1);
  float* y = call.at(2);
  eachVector(call.address(3), [=](auto v, size_t i) {
    using V = decltype(v);
    (V::load(a + i) * V::load(b + i)).store(y + i);
  });
}

void maskRange(const Call& call) {
  const float *gradient = call.at(0), *x = call.at(2);
  float* target = call.at(1);
  const float low = call.number(4), high = call.number(5);
  eachVector(call.address(3), [=](auto v, size_t i) {
    using V = decltype(v);
    keepInRange(V::load(gradient + i), V::load(x + i), V::splat(low), V::splat(high)).store(target + i);
  });
}

template <class V>
inline V roundHalfUp(V x, V scale, V step, V low, V high) {
  const V scaled = x * scale;
  const V down = floorOf(scaled);
  const V up = oneWhereAtLeast(scaled - down, V::splat(0.5f), V::splat(1.0f));
  return pmax(pmin(down + up, high), low) * step;
}

void quantize(const Call& call) {
  const float* x = call.at(0);
  float* y = call.at(1);
  const float step = call.number(3), low = call.number(4), high = call.number(5);
  const float scale = 1 / step;
  eachVector(call.address(2), [=](auto v, size_t i) {
    using V = decltype(v);
    roundHalfUp(V::load(x + i), V::splat(scale), V::splat(step), V::splat(low), V::splat(high)).store(y + i);
  });
}

void adam(const Call& call) {
  float *weights = call.at(0), *mean = call.at(2), *variance = call.at(3);
  const float* gradient = call.at(1);
  const float size = call.number(5), scale = call.number(6), decay = call.number(7);
  const float beta1 = call.number(8), beta2 = call.number(9), epsilon = call.number(10);
  const float renew1 = 1 - beta1, renew2 = 1 - beta2;
  eachVector(call.address(4), [=](auto vector, size_t i) {
    using V = decltype(vector);
    const V g = V::load(gradient + i), w = V::load(weights + i);
    const V m = V::splat(beta1) * V::load(mean + i) + V::splat(renew1) * g;
    const V v = V::splat(beta2) * V::load(variance + i) + V::splat(renew2) * (g * g);
    m.store(mean + i);
    v.store(variance + i);
    const V direction = m / (root(v * V::splat(scale)) + V::splat(epsilon));
    (w - V::splat(decay) * w - V::splat(size) * direction).store(weights + i);
  });
}

}  // namespace
