export { type LearnedSession, type WidthSteps } from './session';
export { type ChannelWidths, deadIntegers, type LearnedRange, type LearnedWidths } from './widths';
