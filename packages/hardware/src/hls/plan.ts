import type { NnetFunction } from './library/nnet';

/** A typed C++ array: a port, or a value between two loop nests. */
export interface HlsArray {
  readonly name: string;
  readonly typeName: string;
  readonly type: string;
  readonly elements: number;
  /** Bits right of the point. */
  readonly fraction: number;
  /** The layer and the exact range of its integers. */
  readonly comment: string;
}

/** A typed C++ constant; a scalar has no dimensions. */
export interface HlsConstant {
  readonly name: string;
  readonly typeName: string;
  readonly type: string;
  readonly dimensions: readonly number[];
  /** Exact decimal literals in row-major order. */
  readonly literals: readonly string[];
  readonly comment: string;
}

/** A struct that a loop nest takes as a template argument: a shape, or the formats of channels. */
export interface HlsStruct {
  readonly name: string;
  readonly comment: string;
  /** Its members as lines of C++. */
  readonly members: readonly string[];
}

/** One call of a loop nest. */
export interface HlsCall {
  readonly function: NnetFunction;
  /** Sizes, and names of structs. */
  readonly templateArguments: readonly (number | string)[];
  /** Names of the inputs, the constants and the output. */
  readonly arguments: readonly string[];
  /** The layer and the shape of what it computes. */
  readonly comment: string;
}

/** The top function, ready to print. */
export interface HlsPlan {
  /** Stem of the file names. */
  readonly name: string;
  /** The function: the name itself, unless C++ keeps that word for itself. */
  readonly top: string;
  readonly input: HlsArray;
  readonly output: HlsArray;
  readonly locals: readonly HlsArray[];
  readonly constants: readonly HlsConstant[];
  readonly structs: readonly HlsStruct[];
  readonly calls: readonly HlsCall[];
}
