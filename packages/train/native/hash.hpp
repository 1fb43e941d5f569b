// The random numbers of assembly/dropout.ts in vectors.
#pragma once
#include "vector.hpp"

namespace {

constexpr int hashFactor1 = 0x7feb352d;
constexpr int hashFactor2 = static_cast<int>(0x846ca68bu);

/** `x` where the upper 24 bits of the hash of `(index + lane) ^ seed` are at least `threshold`, else 0. */
inline F4 keepDrawn(F4 x, int index, int seed, int threshold) {
  __m128i h = _mm_add_epi32(_mm_set1_epi32(index), _mm_setr_epi32(0, 1, 2, 3));
  h = _mm_xor_si128(h, _mm_set1_epi32(seed));
  h = _mm_mullo_epi32(_mm_xor_si128(h, _mm_srli_epi32(h, 16)), _mm_set1_epi32(hashFactor1));
  h = _mm_mullo_epi32(_mm_xor_si128(h, _mm_srli_epi32(h, 15)), _mm_set1_epi32(hashFactor2));
  h = _mm_srli_epi32(_mm_xor_si128(h, _mm_srli_epi32(h, 16)), 8);
  const __m128i dropped = _mm_cmplt_epi32(h, _mm_set1_epi32(threshold));
  return {_mm_andnot_ps(_mm_castsi128_ps(dropped), x.v)};
}

inline F8 keepDrawn(F8 x, int index, int seed, int threshold) {
  __m256i h = _mm256_add_epi32(_mm256_set1_epi32(index), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
  h = _mm256_xor_si256(h, _mm256_set1_epi32(seed));
  h = _mm256_mullo_epi32(_mm256_xor_si256(h, _mm256_srli_epi32(h, 16)), _mm256_set1_epi32(hashFactor1));
  h = _mm256_mullo_epi32(_mm256_xor_si256(h, _mm256_srli_epi32(h, 15)), _mm256_set1_epi32(hashFactor2));
  h = _mm256_srli_epi32(_mm256_xor_si256(h, _mm256_srli_epi32(h, 16)), 8);
  const __m256i dropped = _mm256_cmpgt_epi32(_mm256_set1_epi32(threshold), h);
  return {_mm256_andnot_ps(_mm256_castsi256_ps(dropped), x.v)};
}

#ifdef __AVX512F__
inline F16 keepDrawn(F16 x, int index, int seed, int threshold) {
  __m512i h = _mm512_add_epi32(_mm512_set1_epi32(index),
                               _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  h = _mm512_xor_si512(h, _mm512_set1_epi32(seed));
  h = _mm512_mullo_epi32(_mm512_xor_si512(h, _mm512_srli_epi32(h, 16)), _mm512_set1_epi32(hashFactor1));
  h = _mm512_mullo_epi32(_mm512_xor_si512(h, _mm512_srli_epi32(h, 15)), _mm512_set1_epi32(hashFactor2));
  h = _mm512_srli_epi32(_mm512_xor_si512(h, _mm512_srli_epi32(h, 16)), 8);
  return {_mm512_maskz_mov_ps(_mm512_cmpge_epi32_mask(h, _mm512_set1_epi32(threshold)), x.v)};
}
#endif

}  // namespace
