// assembly/activation.ts in wider vectors: the same operations in the same order.
#pragma once
#include "elementwise.hpp"

namespace {

/** `e^x`, see assembly/exponential.ts. */
template <class V>
inline V exponential(V argument) {
  const V x = pmax(pmin(argument, V::splat(88.3f)), V::splat(-87.3f));
  const V n = floorOf(x * V::splat(1.44269504088896341f) + V::splat(0.5f));
  V r = x - n * V::splat(0.693359375f);
  r = r - n * V::splat(-2.1219444e-4f);
  V p = V::splat(1.98756915e-4f);
  p = p * r + V::splat(1.3981999507e-3f);
  p = p * r + V::splat(8.3334519073e-3f);
  p = p * r + V::splat(4.1665795894e-2f);
  p = p * r + V::splat(1.6666665459e-1f);
  p = p * r + V::splat(5.0000001201e-1f);
  p = p * (r * r) + r + V::splat(1);
  return p * powerOfTwo(n);
}

void tanh(const Call& call) {
  const float* x = call.at(0);
  float* y = call.at(1);
  eachVector(call.address(2), [=](auto vector, size_t i) {
    using V = decltype(vector);
    const V v = V::load(x + i), one = V::splat(1), two = V::splat(2);
    const V magnitude = absolute(v), z = v * v;
    V p = V::splat(-5.70498872745e-3f);
    p = p * z + V::splat(2.06390887954e-2f);
    p = p * z + V::splat(-5.37397155531e-2f);
    p = p * z + V::splat(1.33314422036e-1f);
    p = p * z + V::splat(-3.33332819422e-1f);
    const V near = p * z * v + v;
    const V quotient = two / (exponential(magnitude * two) + one);
    const V far = withSignOf(one - quotient, v);
    chooseBelow(near, far, magnitude, V::splat(0.625f)).store(y + i);
  });
}

void tanhBackward(const Call& call) {
  float* gradient = call.at(0);
  const float* y = call.at(1);
  eachVector(call.address(2), [=](auto vector, size_t i) {
    using V = decltype(vector);
    const V v = V::load(y + i);
    (V::load(gradient + i) * (V::splat(1) - v * v)).store(gradient + i);
  });
}

void sigmoid(const Call& call) {
  const float* x = call.at(0);
  float* y = call.at(1);
  eachVector(call.address(2), [=](auto vector, size_t i) {
    using V = decltype(vector);
    const V one = V::splat(1);
    (one / (one + exponential(negative(V::load(x + i))))).store(y + i);
  });
}

void sigmoidBackward(const Call& call) {
  float* gradient = call.at(0);
  const float* y = call.at(1);
  eachVector(call.address(2), [=](auto vector, size_t i) {
    using V = decltype(vector);
    const V v = V::load(y + i);
    (V::load(gradient + i) * (v * (V::splat(1) - v))).store(gradient + i);
  });
}

}  // namespace
