export { type InstructionSet, loadNativeAddon, type NativeAddon } from './addon';
export { nativeInstructionSet, withNativeKernels } from './nativeKernels';
