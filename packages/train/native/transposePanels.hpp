// assembly/transposePanels.ts: moves floats, computes nothing.
#pragma once
#include "arguments.hpp"
#include "transpose.hpp"

namespace {

inline void transposeBlock(const float* source, size_t sourcePanel, float* target, int inner, int outer) {
  const size_t targetPanel = outer * panelColumns;
  for (int n = 0; n < outer; n += 8) {
    const float* from = source + n / 8 * sourcePanel;
    for (int k = 0; k < inner; k += 8) {
      float* to = target + k / 8 * targetPanel + n * panelColumns;
      const float* rows = from + k * panelColumns;
      if (n + 8 <= outer && k + 8 <= inner) {
        transpose8(rows, panelColumns, to, panelColumns);
        continue;
      }
      for (int i = 0; i < 8 && n + i < outer; i++)
        for (int j = 0; j < 8 && k + j < inner; j++) to[i * panelColumns + j] = rows[j * panelColumns + i];
    }
  }
}

void transposePanels(const Call& call) {
  const float* source = call.at(0);
  float* target = call.at(1);
  const int taps = call.count(2), inner = call.count(3), outer = call.count(4);
  const size_t block = static_cast<size_t>((inner + 7) / 8) * outer * panelColumns;
  for (int t = 0; t < taps; t++) {
    transposeBlock(source, static_cast<size_t>(taps) * inner * panelColumns, target, inner, outer);
    source += inner * panelColumns;
    target += block;
  }
}

}  // namespace
