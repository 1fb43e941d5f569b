import type { Router } from './locateRouter';

export interface PlacementJob {
  /** Canonical name of a placeable part. */
  readonly part: string;
  /** Name of the top module. */
  readonly top: string;
  /** A flat netlist as a flow mapped it for the part's family. */
  readonly netlistJson: string;
  /** Target that the placer works towards. */
  readonly clockPeriodNs: number;
  readonly seed: number;
}

export interface ResourceUse {
  readonly used: number;
  readonly available: number;
}

/** A design on its device. */
export interface Placement {
  readonly mark: 'placed and routed';
  readonly tool: { readonly name: string; readonly version: string };
  /** As nextpnr reports it for the slowest clock. */
  readonly maxFrequencyMHz: number;
  /** By nextpnr's name of the resource, those in use. */
  readonly resources: Readonly<Record<string, ResourceUse>>;
  /** The longest path, segment by segment. */
  readonly criticalPath: readonly PathSegment[];
  /** Where on the device each bit of the ports is, `X17/Y31/io0` by `port` or `port[bit]`; nextpnr chose. */
  readonly sites: Readonly<Record<string, string>>;
  /** Warnings. */
  readonly log: string;
  /** Absent where no packer is installed. */
  readonly bitstream?: Uint8Array;
}

export interface PathSegment {
  readonly kind: 'clk-to-q' | 'logic' | 'routing' | 'setup' | 'source';
  readonly delayNs: number;
}

export interface PlacementRun {
  readonly router: Router;
  readonly job: PlacementJob;
  /** Ends an installed program (`flows.cancelled`). */
  readonly signal?: AbortSignal;
  /** After which an installed program is stopped (`flows.nextpnrFailed`); an hour if absent. */
  readonly timeLimitMs?: number;
}
