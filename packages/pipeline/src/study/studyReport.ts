import { Type } from '@sinclair/typebox';
import type { Network } from '@nx-codesign/ir';
import type { DataSetDescription } from '@nx-codesign/train';
import { study } from '../config/schema';
import { measures } from '../config/slices/search';
import { variantEvaluation } from '../records/evaluation';
import { artefactFormatVersion, count, oneOf, record, text, type RecordOf } from '../records/schema';
import { searchAnalysis } from '../records/searchAnalysis';
import { localTrial, precisionTrial, pruningStep, searchTrial } from '../records/trials';
import { synthesized } from '../records/variants';

const { $schema: _schema, outputPath: _outputPath, ...shownConfig } = study.properties;

/** One variant from its search trial to its gates. */
const variantReport = record({
  ...synthesized.properties,
  localTrials: Type.Array(localTrial),
  precisions: Type.Array(precisionTrial),
  evaluation: variantEvaluation,
  pruningPath: Type.Array(pruningStep, { description: 'Step 0 is the network before pruning.' }),
  network: Type.Unsafe<Network>({
    type: 'object',
    description: 'The pruned quantised network with its formats, as in network.json.',
  }),
  modules: Type.Array(
    record({
      name: text('Verilog name.'),
      layers: Type.Array(Type.String(), { description: 'Layers of the network that it computes.' }),
      latencyCycles: count('Clock cycles.'),
      adderBits: count('Result bits of all adders.'),
      registerBits: count('Flip-flops of the pipeline.'),
    }),
    { description: 'Pipeline modules in order.' },
  ),
});
export type VariantReport = RecordOf<typeof variantReport>;

const studyReport = record({
  formatVersion: Type.Literal(artefactFormatVersion),
  project: text('Name of the project.'),
  title: text('Title of the report.'),
  config: record(shownConfig, 'The study with its defaults filled in.'),
  dataset: Type.Unsafe<DataSetDescription>({ type: 'object', description: 'As in dataset.json.' }),
  search: record({
    objectives: Type.Array(oneOf(measures, 'What was optimised.')),
    trials: Type.Array(searchTrial),
    front: Type.Array(Type.Integer(), { description: 'Numbers of the trials on the front, ascending.' }),
    analysis: searchAnalysis,
  }),
  variants: Type.Array(variantReport),
});

/** Everything that a study found, from the artefacts of all its stages: `report.json`, and what the page shows. */
export type StudyReport = RecordOf<typeof studyReport>;

/** JSON Schema of `report.json`. */
export const studyReportSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'report.json',
  ...(JSON.parse(JSON.stringify(studyReport)) as Record<string, unknown>),
};
