/**
 * The one error that users see. The message says what was expected, what was found and what to do next;
 * `code` is stable (`config.unknownKey`, `dataset.truncated`, ...).
 */
export class CodesignError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CodesignError';
    this.code = code;
  }
}
