/** Joins the chunks of an output stream; gives whole lines to a listener as they come. */
export class TextCollector {
  private readonly decoder = new TextDecoder();
  private readonly chunks: string[] = [];
  private line = '';

  constructor(private readonly onLine?: (line: string) => void) {}

  /** `null` is the end of the stream. */
  add(bytes: Uint8Array | null): void {
    const chunk = bytes === null ? this.decoder.decode() : this.decoder.decode(bytes, { stream: true });
    this.chunks.push(chunk);
    if (this.onLine === undefined) return;
    const lines = (this.line + chunk).split('\n');
    this.line = lines.pop() ?? '';
    lines.forEach(this.onLine);
  }

  get text(): string {
    return this.chunks.join('');
  }
}
