/** What is being written where the cursor is. */
export interface Written {
  /** The keys around the cursor, from the outermost; `-` stands for a list. */
  readonly path: readonly string[];
  /** Whether a key is being written, or a value. */
  readonly at: "key" | "value";
  /** Where what is being written begins. */
  readonly from: number;
  /** What is there of it. */
  readonly typed: string;
  /** The quote it is written in; empty for none. */
  readonly quote: "" | '"' | "'";
}
