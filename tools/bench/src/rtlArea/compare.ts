import { type DenseLayer } from './layers';
import type { AdderGraphPeer } from './peer';
import type { Area } from './area';
import { areaOfDesign, areaOfPeer, buildLayer } from './synthesis';

/** One layer, ours and da4ml's. */
export interface LayerArea {
  readonly name: string;
  readonly ours: Area;
  /** Ours, built for area. */
  readonly smallest: Area;
  readonly theirs: Area;
  readonly ourSeconds: number;
  readonly theirSeconds: number;
}

/** Builds and synthesises each layer in both ways, one after the other. */
export async function compareLayers(
  peer: AdderGraphPeer,
  layers: readonly DenseLayer[],
): Promise<LayerArea[]> {
  const areas: LayerArea[] = [];
  for (const layer of layers) {
    const { design, seconds: ourSeconds } = buildLayer(layer);
    const made = await peer.compile(layer);
    areas.push({
      ...{ name: `${layer.inputs}x${layer.outputs}`, ourSeconds, theirSeconds: made.seconds },
      ours: await areaOfDesign(design),
      smallest: await areaOfDesign(buildLayer(layer, { extraDepth: 2 }).design),
      theirs: await areaOfPeer(layer.name, made),
    });
  }
  return areas;
}
