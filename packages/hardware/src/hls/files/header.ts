import { inComment } from '../identifiers';

/** What a generated file says about its origin: no date, so that equal networks give equal files. */
export interface Origin {
  readonly networkName: string;
  readonly networkHash: string;
}

/** The first lines of a file that depends on the network, after `comment`, the language's comment sign. */
export function originHeader({ networkName, networkHash }: Origin, comment: string): string {
  return [
    `Written by nx-codesign from the network '${inComment(networkName)}'.`,
    `Network hash: ${inComment(networkHash)}`,
  ]
    .map((line) => `${comment} ${line}\n`)
    .join('');
}
