import { Type } from '@sinclair/typebox';
import { costs } from './costs';
import { amount, record, type RecordOf } from './schema';
import { divergedRecord } from './training';

/** What the journal keeps of a network that was measured at assumed or searched widths. */
export const compressedRecord = Type.Union([
  record({ metric: amount('Of the quantised network on the validation split.'), costs }),
  divergedRecord,
]);
export type CompressedRecord = RecordOf<typeof compressedRecord>;
