// Vectors of floats. Each file that includes this is compiled once per instruction set, with products and sums kept
// apart (-ffp-contract=off): a fused multiply-add would give other bits than WebAssembly.
#pragma once
#include <immintrin.h>
#include <cstddef>
#include <cstdint>

namespace {

struct F8 {
  static constexpr int lanes = 8;
  __m256 v;
  static F8 zero() { return {_mm256_setzero_ps()}; }
  static F8 splat(float x) { return {_mm256_set1_ps(x)}; }
  static F8 load(const float* p) { return {_mm256_loadu_ps(p)}; }
  void store(float* p) const { _mm256_storeu_ps(p, v); }
  /** Halves of four, eight and more lanes lie in different panels; one panel takes a vector of eight whole. */
  static F8 loadPanels(const float* p, size_t) { return load(p); }
  void storePanels(float* p, size_t) const { store(p); }
};
inline F8 operator+(F8 a, F8 b) { return {_mm256_add_ps(a.v, b.v)}; }
inline F8 operator-(F8 a, F8 b) { return {_mm256_sub_ps(a.v, b.v)}; }
inline F8 operator*(F8 a, F8 b) { return {_mm256_mul_ps(a.v, b.v)}; }
inline F8 operator/(F8 a, F8 b) { return {_mm256_div_ps(a.v, b.v)}; }
inline F8 root(F8 a) { return {_mm256_sqrt_ps(a.v)}; }
inline F8 floorOf(F8 a) { return {_mm256_floor_ps(a.v)}; }
/** WebAssembly's pmin and pmax: the first operand where it is not larger (smaller), also where one is NaN. */
inline F8 pmax(F8 a, F8 b) { return {_mm256_max_ps(b.v, a.v)}; }
inline F8 pmin(F8 a, F8 b) { return {_mm256_min_ps(b.v, a.v)}; }
/** `x` where `low <= at <= high`, else 0. */
inline F8 keepInRange(F8 x, F8 at, F8 low, F8 high) {
  const __m256 inside = _mm256_and_ps(_mm256_cmp_ps(at.v, low.v, _CMP_GE_OQ), _mm256_cmp_ps(at.v, high.v, _CMP_LE_OQ));
  return {_mm256_and_ps(x.v, inside)};
}
/** `one` where `a >= b`, else 0. */
inline F8 oneWhereAtLeast(F8 a, F8 b, F8 one) {
  return {_mm256_and_ps(_mm256_cmp_ps(a.v, b.v, _CMP_GE_OQ), one.v)};
}

inline F8 absolute(F8 a) { return {_mm256_andnot_ps(_mm256_set1_ps(-0.0f), a.v)}; }
inline F8 negative(F8 a) { return {_mm256_xor_ps(_mm256_set1_ps(-0.0f), a.v)}; }
/** `a`, which is not negative, with the sign of `sign`. */
inline F8 withSignOf(F8 a, F8 sign) { return {_mm256_or_ps(a.v, _mm256_and_ps(_mm256_set1_ps(-0.0f), sign.v))}; }
/** `below` where `at < limit`, else `other`. */
inline F8 chooseBelow(F8 below, F8 other, F8 at, F8 limit) {
  return {_mm256_blendv_ps(other.v, below.v, _mm256_cmp_ps(at.v, limit.v, _CMP_LT_OQ))};
}

/** What is left of a length that is a multiple of four. */
struct F4 {
  static constexpr int lanes = 4;
  __m128 v;
  static F4 zero() { return {_mm_setzero_ps()}; }
  static F4 splat(float x) { return {_mm_set1_ps(x)}; }
  static F4 load(const float* p) { return {_mm_loadu_ps(p)}; }
  void store(float* p) const { _mm_storeu_ps(p, v); }
};
inline F4 operator+(F4 a, F4 b) { return {_mm_add_ps(a.v, b.v)}; }
inline F4 operator-(F4 a, F4 b) { return {_mm_sub_ps(a.v, b.v)}; }
inline F4 operator*(F4 a, F4 b) { return {_mm_mul_ps(a.v, b.v)}; }
inline F4 operator/(F4 a, F4 b) { return {_mm_div_ps(a.v, b.v)}; }
inline F4 root(F4 a) { return {_mm_sqrt_ps(a.v)}; }
inline F4 floorOf(F4 a) { return {_mm_floor_ps(a.v)}; }
inline F4 pmax(F4 a, F4 b) { return {_mm_max_ps(b.v, a.v)}; }
inline F4 pmin(F4 a, F4 b) { return {_mm_min_ps(b.v, a.v)}; }
inline F4 keepInRange(F4 x, F4 at, F4 low, F4 high) {
  const __m128 inside = _mm_and_ps(_mm_cmp_ps(at.v, low.v, _CMP_GE_OQ), _mm_cmp_ps(at.v, high.v, _CMP_LE_OQ));
  return {_mm_and_ps(x.v, inside)};
}
inline F4 oneWhereAtLeast(F4 a, F4 b, F4 one) {
  return {_mm_and_ps(_mm_cmp_ps(a.v, b.v, _CMP_GE_OQ), one.v)};
}

inline F4 absolute(F4 a) { return {_mm_andnot_ps(_mm_set1_ps(-0.0f), a.v)}; }
inline F4 negative(F4 a) { return {_mm_xor_ps(_mm_set1_ps(-0.0f), a.v)}; }
inline F4 withSignOf(F4 a, F4 sign) { return {_mm_or_ps(a.v, _mm_and_ps(_mm_set1_ps(-0.0f), sign.v))}; }
inline F4 chooseBelow(F4 below, F4 other, F4 at, F4 limit) {
  return {_mm_blendv_ps(other.v, below.v, _mm_cmp_ps(at.v, limit.v, _CMP_LT_OQ))};
}
inline F4 powerOfTwo(F4 n) {
  const __m128i exponent = _mm_add_epi32(_mm_cvttps_epi32(n.v), _mm_set1_epi32(127));
  return {_mm_castsi128_ps(_mm_slli_epi32(exponent, 23))};
}

/** `inside` where `low <= at <= high`, else `outside`. */
inline F8 chooseInRange(F8 inside, F8 outside, F8 at, F8 low, F8 high) {
  const __m256 mask = _mm256_and_ps(_mm256_cmp_ps(at.v, low.v, _CMP_GE_OQ), _mm256_cmp_ps(at.v, high.v, _CMP_LE_OQ));
  return {_mm256_blendv_ps(outside.v, inside.v, mask)};
}
/** `2^n` for integers n. */
inline F8 powerOfTwo(F8 n) {
  const __m256i exponent = _mm256_add_epi32(_mm256_cvttps_epi32(n.v), _mm256_set1_epi32(127));
  return {_mm256_castsi256_ps(_mm256_slli_epi32(exponent, 23))};
}

#ifdef __AVX512F__

struct F16 {
  static constexpr int lanes = 16;
  __m512 v;
  static F16 zero() { return {_mm512_setzero_ps()}; }
  static F16 splat(float x) { return {_mm512_set1_ps(x)}; }
  static F16 load(const float* p) { return {_mm512_loadu_ps(p)}; }
  void store(float* p) const { _mm512_storeu_ps(p, v); }
  /** Sixteen columns are two panels, `panel` floats apart. */
  static F16 loadPanels(const float* p, size_t panel) {
    return {_mm512_insertf32x8(_mm512_castps256_ps512(_mm256_loadu_ps(p)), _mm256_loadu_ps(p + panel), 1)};
  }
  void storePanels(float* p, size_t panel) const {
    _mm256_storeu_ps(p, _mm512_castps512_ps256(v));
    _mm256_storeu_ps(p + panel, _mm512_extractf32x8_ps(v, 1));
  }
};
inline F16 operator+(F16 a, F16 b) { return {_mm512_add_ps(a.v, b.v)}; }
inline F16 operator-(F16 a, F16 b) { return {_mm512_sub_ps(a.v, b.v)}; }
inline F16 operator*(F16 a, F16 b) { return {_mm512_mul_ps(a.v, b.v)}; }
inline F16 operator/(F16 a, F16 b) { return {_mm512_div_ps(a.v, b.v)}; }
inline F16 root(F16 a) { return {_mm512_sqrt_ps(a.v)}; }
inline F16 floorOf(F16 a) { return {_mm512_roundscale_ps(a.v, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)}; }
inline F16 pmax(F16 a, F16 b) { return {_mm512_max_ps(b.v, a.v)}; }
inline F16 pmin(F16 a, F16 b) { return {_mm512_min_ps(b.v, a.v)}; }
inline F16 keepInRange(F16 x, F16 at, F16 low, F16 high) {
  const __mmask16 inside =
      _mm512_cmp_ps_mask(at.v, low.v, _CMP_GE_OQ) & _mm512_cmp_ps_mask(at.v, high.v, _CMP_LE_OQ);
  return {_mm512_maskz_mov_ps(inside, x.v)};
}
inline F16 oneWhereAtLeast(F16 a, F16 b, F16 one) {
  return {_mm512_maskz_mov_ps(_mm512_cmp_ps_mask(a.v, b.v, _CMP_GE_OQ), one.v)};
}

inline F16 chooseInRange(F16 inside, F16 outside, F16 at, F16 low, F16 high) {
  const __mmask16 mask = _mm512_cmp_ps_mask(at.v, low.v, _CMP_GE_OQ) & _mm512_cmp_ps_mask(at.v, high.v, _CMP_LE_OQ);
  return {_mm512_mask_blend_ps(mask, outside.v, inside.v)};
}
inline F16 powerOfTwo(F16 n) {
  const __m512i exponent = _mm512_add_epi32(_mm512_cvttps_epi32(n.v), _mm512_set1_epi32(127));
  return {_mm512_castsi512_ps(_mm512_slli_epi32(exponent, 23))};
}

inline F16 absolute(F16 a) { return {_mm512_andnot_ps(_mm512_set1_ps(-0.0f), a.v)}; }
inline F16 negative(F16 a) { return {_mm512_xor_ps(_mm512_set1_ps(-0.0f), a.v)}; }
inline F16 withSignOf(F16 a, F16 sign) { return {_mm512_or_ps(a.v, _mm512_and_ps(_mm512_set1_ps(-0.0f), sign.v))}; }
inline F16 chooseBelow(F16 below, F16 other, F16 at, F16 limit) {
  return {_mm512_mask_blend_ps(_mm512_cmp_ps_mask(at.v, limit.v, _CMP_LT_OQ), other.v, below.v)};
}

/** The widest vector. */
using Wide = F16;

#else

using Wide = F8;

#endif

/** Floats of a panel's row; see assembly/gemm.ts. */
constexpr size_t panelColumns = 8;

inline float* moved(float* p, size_t bytes) { return reinterpret_cast<float*>(reinterpret_cast<char*>(p) + bytes); }
inline const float* moved(const float* p, size_t bytes) {
  return reinterpret_cast<const float*>(reinterpret_cast<const char*>(p) + bytes);
}

}  // namespace
