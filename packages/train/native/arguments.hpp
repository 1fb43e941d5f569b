// How a kernel is called: its numbers lie in an array of doubles, addresses are bytes in the engine's memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>

/** Memory of a binding that outlives a call: packed weights. */
struct Room {
  float* floats;
  size_t count;

  /** Space for so many floats at a cache line; what it held before is lost. */
  float* take(size_t wanted) {
    if (count < wanted) {
      std::free(floats);
      count = (wanted + 1023) / 1024 * 1024;
      floats = static_cast<float*>(std::aligned_alloc(64, count * sizeof(float)));
    }
    return floats;
  }
};

struct Call {
  char* memory;
  double* numbers;
  Room* room;

  float* at(int i) const { return reinterpret_cast<float*>(memory + address(i)); }
  /** Null for address 0, which says "none". */
  float* optional(int i) const { return numbers[i] == 0 ? nullptr : at(i); }
  const int32_t* integers(int i) const { return reinterpret_cast<const int32_t*>(memory + address(i)); }
  size_t address(int i) const { return static_cast<size_t>(numbers[i]); }
  int count(int i) const { return static_cast<int>(numbers[i]); }
  float number(int i) const { return static_cast<float>(numbers[i]); }
  bool flag(int i) const { return numbers[i] != 0; }
};

using Kernel = void (*)(const Call&);

struct NamedKernel {
  const char* name;
  Kernel run;
};
