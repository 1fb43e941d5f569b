import { join } from 'node:path';
import { diskFiles, loadDataSet, type DataSet, type Source } from '@nx-codesign/train';
import { inputsOf, networkFamilies, type NetworkFamily } from './networks';

/** Examples of a set; a tenth each is kept for validation and test. */
const count = 4000;
const seed = 5;

const sources: Record<NetworkFamily, Source> = {
  mlp: { kind: 'jets', count, particles: 8, features: 'highLevel', seed },
  deepSets: { kind: 'jets', count, particles: 8, features: 3, seed },
  convNet: {
    ...{ kind: 'bragg', count, patch: 7, seed, offsetPx: 1, widthPx: [1.5, 3.5] },
    ...{ peakCounts: [50, 5000], backgroundCounts: [0, 30], readNoiseCounts: 3, neighbours: 0.1 },
  },
};

/** The simulated data that each family is trained and calibrated on. */
export async function loadDataSets(): Promise<Record<NetworkFamily, DataSet>> {
  const loaded = await Promise.all(
    networkFamilies.map(async (family): Promise<[NetworkFamily, DataSet]> => {
      const split = { train: 0.8, validation: 0.1, test: 0.1 };
      const options = { source: sources[family], inputFormat: inputsOf[family].format, split, seed };
      return [family, await loadDataSet(options, diskFiles(join(__dirname, '..', '..')))];
    }),
  );
  return Object.fromEntries(loaded) as Record<NetworkFamily, DataSet>;
}
