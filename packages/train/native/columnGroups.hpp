// Panels side by side in groups as wide as a tile, so that one row of a group is one or two whole vectors.
#pragma once
#include "arguments.hpp"
#include "vector.hpp"

namespace {

/** Panels of the widest tile: two vectors. */
constexpr int panelsPerTile = 2 * Wide::lanes / static_cast<int>(panelColumns);

/** Panels that the next tile takes of those left. */
inline int panelsOfTile(int left) {
  for (int width = panelsPerTile; width > 1; width /= 2)
    if (left >= width) return width;
  return 1;
}

/** `target[k][column]` of `width` panels that lie one after the other, `inner` rows of eight floats each. */
inline void packGroup(const float* panels, float* target, int inner, int width) {
  for (int p = 0; p < width; p++) {
    float* to = target + p * panelColumns;
    for (int k = 0; k < inner; k++) {
      F8::load(panels).store(to);
      panels += panelColumns;
      to += width * panelColumns;
    }
  }
}

/** All groups of a matrix, each as wide as its tile and at the place of its first panel; single panels are left out. */
inline const float* packPanels(const Call& call, const float* panels, int inner, int count) {
  const size_t panelFloats = static_cast<size_t>(inner) * panelColumns;
  float* room = call.room->take(panelFloats * count);
  for (int p = 0, width; p < count; p += width) {
    width = panelsOfTile(count - p);
    if (width > 1) packGroup(panels + p * panelFloats, room + p * panelFloats, inner, width);
  }
  return room;
}

}  // namespace
