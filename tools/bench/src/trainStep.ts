import { parseArgs } from 'node:util';
import { createWasmEngine, nativeInstructionSet } from '@nx-codesign/train';
import { benchCases } from './cases';
import type { BenchCase, Contender } from './contenders/contender';
import { ourContender } from './contenders/ours';
import { tfjsContender } from './contenders/tfjs';
import { benchPython, torchContender } from './contenders/torch';
import { goalTable, writeReport } from './figures';
import { measureGemmShares } from './limits/gemmShare';
import { describeMachine } from './machine';
import { networkNames, type NetworkName } from './networks';
import { reportFolder } from './places';
import { timeCase, type Timing } from './rounds';
import { measureScaling } from './scaling/scaling';
import { stepFigures, stepTable } from './stepFigures';

const { values } = parseArgs({
  options: {
    networks: { type: 'string', default: networkNames.join(',') },
    rounds: { type: 'string', default: '60' },
    milliseconds: { type: 'string', default: '4' },
    'without-tfjs': { type: 'boolean', default: false },
    'without-torch': { type: 'boolean', default: false },
  },
});

/** Times all contenders in one interleaved run, prints the table and writes dist/bench/train-step.json. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const { contenders, notes } = await enter();
  const timed: { benchCase: BenchCase; timings: Timing[] }[] = [];
  const options = { rounds: Number(values.rounds), millisecondsPerRound: Number(values.milliseconds) };
  for (const benchCase of benchCases(values.networks.split(',') as NetworkName[])) {
    const timings = await timeCase(contenders, benchCase, options);
    timed.push({ benchCase, timings });
    process.stderr.write(`${benchCase.name}${benchCase.quantized ? ' QAT' : ''} ${benchCase.batch}\n`);
  }
  for (const contender of contenders) contender.close();
  const gemm = measureGemmShares();
  const scaling = await measureScaling();
  const figures = [...stepFigures(timed), ...gemm.figures, scaling];
  notes.push(...gemm.notes);
  const command = 'npx nx run bench:train-step';
  const file = writeReport(reportFolder, 'train-step', { command, machine, notes, figures });
  process.stdout.write([stepTable(timed), '', goalTable(figures), '', ...notes, file, ''].join('\n'));
}

/** Whoever is installed; the others are named. */
async function enter(): Promise<{ contenders: Contender[]; notes: string[] }> {
  const contenders: Contender[] = [ourContender('wasm', createWasmEngine({ native: 'off' }))];
  const notes: string[] = [];
  const set = nativeInstructionSet();
  if (set === undefined) notes.push('The native kernels are missing: run `npm run prepare` where g++ is.');
  else {
    contenders.push(ourContender('native', createWasmEngine()));
    notes.push(`native: kernels for ${set}.`);
  }
  const python = values['without-torch'] ? undefined : benchPython();
  if (python === undefined)
    notes.push('PyTorch is missing: run `npx nx run bench:peers` or set BENCH_PYTHON.');
  else {
    for (const threads of [1, 2]) {
      const torch = await torchContender(python, threads);
      contenders.push(torch);
      notes.push(
        `${torch.name}: PyTorch ${torch.version}, float32, fused Adam; setup per case in the figures.`,
      );
    }
  }
  if (!values['without-tfjs']) {
    const tfjs = tfjsContender();
    contenders.push(tfjs);
    notes.push(`${tfjs.name}: TensorFlow.js ${tfjs.version}, batch 128 only.`);
  }
  return { contenders, notes };
}

void main();
