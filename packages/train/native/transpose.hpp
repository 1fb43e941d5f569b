// Transposes in registers.
#pragma once
#include "vector.hpp"

namespace {

/** `to[j][i] = from[i][j]` for eight by eight floats; strides in floats. */
inline __attribute__((always_inline)) void transpose8(const float* from, size_t fromStride, float* to, size_t toStride) {
  __m256 r[8], s[8];
#pragma GCC unroll 8
  for (int i = 0; i < 8; i++) r[i] = _mm256_loadu_ps(from + i * fromStride);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    s[2 * i] = _mm256_unpacklo_ps(r[2 * i], r[2 * i + 1]);
    s[2 * i + 1] = _mm256_unpackhi_ps(r[2 * i], r[2 * i + 1]);
  }
#pragma GCC unroll 2
  for (int half = 0; half < 2; half++) {
    const __m256 *a = s + 4 * half, *b = a + 2;
    r[4 * half] = _mm256_shuffle_ps(a[0], b[0], 0x44);
    r[4 * half + 1] = _mm256_shuffle_ps(a[0], b[0], 0xee);
    r[4 * half + 2] = _mm256_shuffle_ps(a[1], b[1], 0x44);
    r[4 * half + 3] = _mm256_shuffle_ps(a[1], b[1], 0xee);
  }
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    _mm256_storeu_ps(to + i * toStride, _mm256_permute2f128_ps(r[i], r[4 + i], 0x20));
    _mm256_storeu_ps(to + (4 + i) * toStride, _mm256_permute2f128_ps(r[i], r[4 + i], 0x31));
  }
}

#ifdef __AVX512F__

/** `to[j][i] = rows[i][j]` for sixteen rows; of each only the floats of `mask` are read. */
inline __attribute__((always_inline)) void transpose16(const float* const* rows, size_t offset, __mmask16 mask, float* to) {
  __m512 r[16], s[16];
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) r[i] = _mm512_maskz_loadu_ps(mask, moved(rows[i], offset));
#pragma GCC unroll 8
  for (int i = 0; i < 8; i++) {
    s[2 * i] = _mm512_unpacklo_ps(r[2 * i], r[2 * i + 1]);
    s[2 * i + 1] = _mm512_unpackhi_ps(r[2 * i], r[2 * i + 1]);
  }
  // r[4 i + j]: columns j, j + 4, j + 8, j + 12 of rows 4 i ... 4 i + 3.
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    r[4 * i] = _mm512_shuffle_ps(s[4 * i], s[4 * i + 2], 0x44);
    r[4 * i + 1] = _mm512_shuffle_ps(s[4 * i], s[4 * i + 2], 0xee);
    r[4 * i + 2] = _mm512_shuffle_ps(s[4 * i + 1], s[4 * i + 3], 0x44);
    r[4 * i + 3] = _mm512_shuffle_ps(s[4 * i + 1], s[4 * i + 3], 0xee);
  }
#pragma GCC unroll 4
  for (int j = 0; j < 4; j++) {
    const __m512 even = _mm512_shuffle_f32x4(r[j], r[4 + j], 0x88), odd = _mm512_shuffle_f32x4(r[j], r[4 + j], 0xdd);
    const __m512 even2 = _mm512_shuffle_f32x4(r[8 + j], r[12 + j], 0x88);
    const __m512 odd2 = _mm512_shuffle_f32x4(r[8 + j], r[12 + j], 0xdd);
    _mm512_storeu_ps(to + 16 * j, _mm512_shuffle_f32x4(even, even2, 0x88));
    _mm512_storeu_ps(to + 16 * (8 + j), _mm512_shuffle_f32x4(even, even2, 0xdd));
    _mm512_storeu_ps(to + 16 * (4 + j), _mm512_shuffle_f32x4(odd, odd2, 0x88));
    _mm512_storeu_ps(to + 16 * (12 + j), _mm512_shuffle_f32x4(odd, odd2, 0xdd));
  }
}

#endif

}  // namespace
