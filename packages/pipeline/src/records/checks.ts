import { Type } from '@sinclair/typebox';
import { amount, count, maybe, oneOf, record, text, type RecordOf } from './schema';

const vectorCounts = {
  vectors: count('Vectors that were run.'),
  mismatches: count('Vectors in which at least one output differs from the interpreter.'),
  first: maybe(
    record(
      {
        vector: count('From 0.'),
        element: count('Output, from 0.'),
        expected: Type.Integer(),
        actual: Type.Integer(),
      },
      'The first difference.',
    ),
  ),
};

export const vectorCheck = record(vectorCounts);
export type VectorCheck = RecordOf<typeof vectorCheck>;

/** One entry of `verification.json`: implementations against the interpreter. */
export const verification = record({
  name: text('Of the variant.'),
  engine: vectorCheck,
  gates: record({
    ...vectorCounts,
    metric: amount('Of the answers of the gates on the test samples.'),
    coverage: maybe(
      record(
        {
          faults: count('LUT bits that were flipped, one at a time.'),
          caught: count('Of these, how many at least one vector notices.'),
          caughtByAdded: count('How many more the added vectors notice.'),
          unrevealable: count('How many no vector can notice, which is proven.'),
          unknown: count('The others; they count as missed.'),
          addedVectors: count(
            'Vectors that were found for faults that the others miss, and checked as well.',
          ),
        },
        'What the vectors would notice.',
      ),
    ),
  }),
  wrapper: maybe(vectorCheck),
  bitstream: maybe(
    Type.Union([vectorCheck, record({ skipped: text('Why the bitstream was not simulated.') })], {
      description: 'The packed bitstream, turned back into Verilog, on some of the vectors.',
    }),
  ),
  cpp: Type.Union([vectorCheck, record({ skipped: text('Why the emitted C++ was not run.') })]),
  rtl: Type.Union([vectorCheck, record({ skipped: text('Why the Verilog was not simulated.') })], {
    description: 'The emitted Verilog before synthesis, on the first vectors.',
  }),
});
export type Verification = RecordOf<typeof verification>;

const range = (description: string) =>
  record({ low: amount('Lower end.'), high: amount('Upper end.') }, description);

/** One entry of `timing.json`. */
export const timing = record({
  name: text('Of the variant.'),
  latencyCycles: count('Clock cycles from input to output.'),
  initiationInterval: count('Clock cycles between two inputs.'),
  clockPeriodNs: amount('Target clock period.'),
  latencyNs: amount(
    'Cycles times the clock period, or times the longest path by the delay model where that is longer; not placed and routed.',
  ),
  lutLevels: count('Most LUTs in a row between registers.'),
  criticalPathNs: maybe(range('Longest path from register to register, with short and with long delays.')),
  maxFrequencyMHz: maybe(range('From the critical path.')),
  power: maybe(
    record(
      {
        dynamicMilliwatts: range(
          'At the target clock, vectors without a gap; no leakage, pins or clock trunk.',
        ),
        nanojoulesPerVector: range('Of that, for one vector.'),
        togglesPerNetAndCycle: amount('Mean over the nets, counted on the test samples at the gates.'),
        volts: amount('Core supply.'),
        mark: oneOf(['estimated'], 'How far the number is from a real device.'),
      },
      'From toggles of the netlist and capacitances by family.',
    ),
  ),
  mark: oneOf(['estimated'], 'How far the number is from a real device.'),
  placed: maybe(
    Type.Union(
      [
        record({
          mark: oneOf(['placed and routed'], 'How far the number is from a real device.'),
          tool: record({ name: text('Of the tool.'), version: text('Of the tool.') }),
          maxFrequencyMHz: amount('As the tool reports it, of the design in its wrapper.'),
          latencyNs: amount('The cycles at that frequency.'),
        }),
        record({ skipped: text('Why the design was not placed and routed.') }),
      ],
      { description: 'After place and route; never mixed with the estimates.' },
    ),
  ),
});
export type Timing = RecordOf<typeof timing>;

const utilization = record({
  stage: oneOf(['estimated', 'synthesised', 'placed and routed'], 'How far the tool went.'),
  tool: maybe(record({ name: text('Of the tool.'), version: text('Of the tool.') })),
  luts: count('Look-up tables.'),
  lutsBySize: Type.Record(Type.String(), Type.Integer(), { description: 'LUTs by cell type.' }),
  ffs: count('Flip-flops.'),
  carries: count('Carry cells.'),
  muxes: count('Wide multiplexers.'),
  dsps: count('Multiplier blocks.'),
  bram36: count('Block RAMs of 36 Kb.'),
});

/** One entry of `utilization.json`. */
export const variantUtilization = record({
  name: text('Of the variant.'),
  part: text('Device.'),
  total: utilization,
  flat: maybe(
    record(
      { utilization, lutLevels: count('Most LUTs in a row between registers.') },
      'The design synthesised as one module, verified as well; `total` adds up its modules.',
    ),
  ),
  placed: maybe(
    record(
      {
        stage: oneOf(['placed and routed'], 'How far the tool went.'),
        tool: record({ name: text('Of the tool.'), version: text('Of the tool.') }),
        resources: Type.Record(
          Type.String(),
          record({ used: count('By the design.'), available: count('On the part.') }),
          { description: "By the tool's name of the resource." },
        ),
      },
      'The design in its wrapper, after place and route.',
    ),
  ),
  modules: Type.Array(
    record({
      name: text('Of the module.'),
      instances: count('How often the design has it: once for each position of its layers.'),
      utilization,
    }),
    { description: 'Each different module, counted once.' },
  ),
});
export type VariantUtilization = RecordOf<typeof variantUtilization>;
