import { Type, type Static } from '@sinclair/typebox';
import type { SynthesizedModule } from '@nx-codesign/flows';
import { count, record, text } from './schema';

/** A mapped module as the cache folder keeps it. */
export const synthesizedModule = record({
  netlistJson: Type.String({ minLength: 1, description: 'The netlist as the flow writes it.' }),
  cells: Type.Record(Type.String(), count('Cells of the type.')),
  log: text('What the tool said.'),
  tool: record({ name: text('Of the tool.'), version: text('Of the tool.') }),
});

// The flow's own type is what the schema describes.
true satisfies Static<typeof synthesizedModule> extends SynthesizedModule ? true : never;
