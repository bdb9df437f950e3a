// A submission keeps its request id until it is answered for good: sending the
// same body again is the same request, another body is another one.

export class RequestIds {
  private body = "";
  private id = "";

  constructor(private readonly fresh: () => string = () => crypto.randomUUID()) {}

  /** The id of this body: the one it had last time, or a new one. */
  idFor(body: unknown): string {
    const written = JSON.stringify(body, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
    if (written !== this.body || !this.id) {
      this.body = written;
      this.id = this.fresh();
    }
    return this.id;
  }

  /** After an answer: the next submission is a new one even with the same words. */
  done(): void {
    this.id = "";
  }
}
