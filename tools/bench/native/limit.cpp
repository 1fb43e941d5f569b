// The core's limit for products and sums that stay apart: GFLOP/s in registers alone, of one instruction set.
// Usage: limit avx512 | avx2 | avx128
#include <chrono>
#include <cstdio>
#include <cstring>

namespace {

/** Chains of sums; enough that none waits for the adder. */
constexpr int chains = 12;
constexpr int rounds = 40;
constexpr long steps = 100000;

volatile float result;

template <int lanes>
struct Vector {
  typedef float type __attribute__((vector_size(4 * lanes)));
};

/** Each product is formed anew: the compiler must not see that all are the same. */
template <int lanes>
inline __attribute__((always_inline)) double run() {
  typename Vector<lanes>::type sum[chains] = {}, x, y;
  for (int i = 0; i < lanes; i++) x[i] = 1.0001f, y[i] = 1e-3f;
  const auto start = std::chrono::steady_clock::now();
  for (long step = 0; step < steps; step++) {
#pragma GCC unroll 12
    for (int i = 0; i < chains; i++) {
      typename Vector<lanes>::type product = x * y;
      asm volatile("" : "+v"(product));
      sum[i] += product;
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  for (int i = 0; i < chains; i++) result = sum[i][0];
  return 2.0 * chains * steps * lanes / seconds.count() / 1e9;
}

__attribute__((target("avx512f"))) double avx512() { return run<16>(); }
__attribute__((target("avx2"))) double avx2() { return run<8>(); }
__attribute__((target("avx"))) double avx128() { return run<4>(); }

}  // namespace

int main(int, char** arguments) {
  const char* set = arguments[1];
  double best = 0;
  for (int round = 0; round < rounds; round++) {
    const double found = strcmp(set, "avx512") == 0 ? avx512() : strcmp(set, "avx2") == 0 ? avx2() : avx128();
    if (found > best) best = found;
  }
  std::printf("%.2f\n", best);
}
