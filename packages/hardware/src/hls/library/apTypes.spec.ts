import fc from 'fast-check';
import { apCase, apProgram } from '../__fixtures__/apCases';
import { compile, inFolder, run, testWithGpp, vitisHeaders } from '../__fixtures__/gpp';
import { apTypes } from './apTypes';

const headers = Object.fromEntries(Object.entries(apTypes).map(([name, text]) => [`ap_types/${name}`, text]));

describe('the ap_fixed stand-in', () => {
  // With XILINX_HLS set, the same cases judge Vitis' own headers, and so these BigInts.
  testWithGpp(
    'converts, multiplies, adds, compares and reads doubles as BigInts do (seed 5)',
    () => {
      const cases = fc.sample(apCase, { seed: 5, numRuns: 200 });
      const results = inFolder({ ...headers, 'cases.cpp': apProgram(cases) }, (folder) => {
        compile(folder, 'cases', vitisHeaders);
        return run(folder, 'cases').stdout.trimEnd().split('\n');
      });
      const wrong = cases.filter(({ expected }, i) => expected !== results[i]);
      expect(wrong).toEqual([]);
      expect(results).toHaveLength(cases.length);
    },
    60_000,
  );

  testWithGpp('refuses more bits than it can hold when it is compiled', () => {
    const tooWide = '#include "ap_fixed.h"\nint main() { ap_fixed<127, 64> x = 0; return x < 0; }\n';
    inFolder({ ...headers, 'wide.cpp': tooWide }, (folder) => {
      expect(() => compile(folder, 'wide')).toThrow('the stand-in goes up to 126 bits');
    });
  });
});
