/** Byte address in the arena. */
export type Address = number;

/** The kernels that read rows by tables of offsets: windows, pooling, blocks. See `Kernels`. */
export interface WindowKernels {
  gemmWindows(
    x: Address,
    xExample: number,
    offsets: Address,
    positions: number,
    segments: Address,
    segmentCount: number,
    segmentBytes: number,
    b: Address,
    bias: Address,
    c: Address,
    cStride: number,
    examples: number,
    panels: number,
    positive: number,
  ): void;
  gemmWindowsTransposed(
    x: Address,
    xExample: number,
    offsets: Address,
    positions: number,
    elements: Address,
    inner: number,
    g: Address,
    gStride: number,
    c: Address,
    examples: number,
    panels: number,
  ): void;
  scatterWindows(
    g: Address,
    gStride: number,
    b: Address,
    target: Address,
    exampleBytes: number,
    offsets: Address,
    positions: number,
    taps: Address,
    tapCount: number,
    examples: number,
    inner: number,
    panels: number,
    mask: Address,
    low: number,
    high: number,
  ): void;
  maxTaps(
    x: Address,
    xExample: number,
    y: Address,
    examples: number,
    offsets: Address,
    positions: number,
    taps: Address,
    tapCount: number,
    width: number,
  ): void;
  sumTaps: WindowKernels['maxTaps'];
  maxTapsBackward(
    gradient: Address,
    y: Address,
    x: Address,
    target: Address,
    xExample: number,
    examples: number,
    offsets: Address,
    positions: number,
    taps: Address,
    tapCount: number,
    width: number,
    mask: Address,
    low: number,
    high: number,
  ): void;
  sumTapsBackward(
    gradient: Address,
    target: Address,
    xExample: number,
    examples: number,
    offsets: Address,
    positions: number,
    taps: Address,
    tapCount: number,
    width: number,
    mask: Address,
    low: number,
    high: number,
  ): void;
  copyBlocks(
    x: Address,
    xExample: number,
    from: Address,
    y: Address,
    yExample: number,
    to: Address,
    examples: number,
    blocks: number,
    bytes: number,
  ): void;
  addBlocks: WindowKernels['copyBlocks'];
}
