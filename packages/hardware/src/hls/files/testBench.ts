import { testBenchBody } from '../library/testBench';
import type { HlsPlan } from '../plan';

/** `<name>_test.cpp`: runs the top function on vectors of integers and compares. */
export function testBenchFile({ name, top, input, output }: HlsPlan, header: string): string {
  return `${header}
// Usage: ${name}_test [stimuli [expected [results [vectors]]]]
//   stimuli   vectors/stimuli.dat: ${input.elements} integers a line, separated by spaces, one line a vector
//   expected  vectors/expected.dat: ${output.elements} integers a line; '-' compares nothing
//   results   results.dat: what the network gave, in the same form
//   vectors   stop after so many vectors
// Ends with 0 if all vectors agree, 1 if some differ, 2 if it could not run.

#include "firmware/${name}.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace test_bench {

const size_t inputs = ${input.elements};
const size_t outputs = ${output.elements};
const int input_fraction = ${input.fraction};
const int output_fraction = ${output.fraction};

void network(const input_t x[inputs], output_t y[outputs]) { ::${top}(x, y); }

${testBenchBody}`;
}
