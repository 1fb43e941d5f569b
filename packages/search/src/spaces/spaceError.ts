/** A space or a genotype that the samplers cannot use; `parameter` names the offender. */
export class SpaceError extends RangeError {
  readonly parameter: string | undefined;

  constructor(message: string, parameter?: string) {
    super(message);
    this.name = 'SpaceError';
    this.parameter = parameter;
  }
}
