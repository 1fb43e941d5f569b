import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testConfig } from '../__fixtures__/testStudy';
import { artefactReader } from '../artefacts/readFolder';
import { parseConfig } from '../config/parse';
import type { StageContext } from './stage';
import { inWorkshop } from './workshop';

describe('a workshop', () => {
  test('refuses class weights of another number than the classes of the data, before it reads examples', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workshop-'));
    mkdirSync(join(folder, 'dataset'));
    writeFileSync(join(folder, 'dataset', 'dataset.json'), JSON.stringify({ classes: 3 }));
    const text = JSON.stringify({ ...testConfig, prune: { classWeights: [1, 1] } });
    const config = parseConfig(text, 'codesign.json');
    const context = { config, reader: artefactReader(folder) } as StageContext;
    await expect(inWorkshop(context, () => Promise.resolve())).rejects.toMatchObject({
      code: 'config.classWeights',
    });
    rmSync(folder, { recursive: true });
  });
});
