export { type LearnedSession, type WidthSteps } from './session';
export { type ChannelWidths, deadIntegers, type LearnedWidths } from './widths';
