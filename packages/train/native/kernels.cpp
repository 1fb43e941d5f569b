// All kernels for one instruction set, whose name the build gives as TABLE.
#include "activation.hpp"
#include "dropout.hpp"
#include "elementwise.hpp"
#include "gemm.hpp"
#include "gemmTransposed.hpp"
#include "learnedQuantize.hpp"
#include "normalize.hpp"
#include "pool.hpp"
#include "scatterWindows.hpp"
#include "sumRows.hpp"
#include "transposePanels.hpp"
#include "windows.hpp"
#include "windowsTransposed.hpp"

namespace {

/** Leaves the wide registers as the rest of the process expects them. */
template <Kernel run>
void entry(const Call& call) {
  run(call);
  _mm256_zeroupper();
}

}  // namespace

extern const NamedKernel TABLE[] = {
    {"gemm", entry<gemm>},
    {"gemmTransposed", entry<gemmTransposed>},
    {"transposePanels", entry<transposePanels>},
    {"gemmWindows", entry<gemmWindows>},
    {"gemmWindowsTransposed", entry<gemmWindowsTransposed>},
    {"scatterWindows", entry<scatterWindows>},
    {"sumTaps", entry<sumTaps>},
    {"sumTapsBackward", entry<sumTapsBackward>},
    {"sumRows", entry<sumRows>},
    {"relu", entry<relu>},
    {"add", entry<add>},
    {"multiply", entry<multiply>},
    {"multiplyElements", entry<multiplyElements>},
    {"maskRange", entry<maskRange>},
    {"quantize", entry<quantize>},
    {"tanh", entry<tanh>},
    {"tanhBackward", entry<tanhBackward>},
    {"sigmoid", entry<sigmoid>},
    {"sigmoidBackward", entry<sigmoidBackward>},
    {"dropout", entry<dropout>},
    {"adam", entry<adam>},
    {"normalize", entry<normalize>},
    {"normalizeInference", entry<normalizeInference>},
    {"normalizeBackward", entry<normalizeBackward>},
    {"learnedQuantize", entry<learnedQuantize>},
    {"learnedQuantizeBackward", entry<learnedQuantizeBackward>},
    {nullptr, nullptr},
};
