export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where each node has its upper left corner, by the node's id. */
export type Positions = ReadonlyMap<string, Point>;
