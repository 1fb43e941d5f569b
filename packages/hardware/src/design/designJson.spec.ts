import { randomProgram } from '../__fixtures__/randomProgram';
import { emitVerilog } from '../verilog/emitVerilog';
import { buildDesign } from './buildDesign';
import { designJson } from './designJson';

describe('designJson', () => {
  const design = buildDesign(randomProgram(8), { clockPeriodNs: 2, part: 'xcvu13p-flga2577-2-e' });
  const description = designJson(design);

  it('lists exactly the files that emitVerilog writes', () => {
    const files = Object.keys(emitVerilog(design, { networkHash: 'hash' }));
    expect([...description.files, description.testBench].sort()).toEqual(files.sort());
  });

  it('is plain data that survives JSON', () => {
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
    expect(description.modules.map(({ latencyCycles }) => latencyCycles)).toEqual(
      design.modules.map(({ latencyCycles }) => latencyCycles),
    );
  });
});
