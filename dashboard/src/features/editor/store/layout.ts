/** Where a state is shown: the left upper corner of its card. */
export type Position = readonly [x: number, y: number];
export type Positions = ReadonlyMap<string, Position>;
/** New places; null forgets one. */
export type Moves = ReadonlyMap<string, Position | null>;

const PAUSE = 800;

/**
 * Where the canvas shows the states: no part of the flow, saved beside it. Whoever moves a state
 * last has it there.
 */
export class LayoutStore {
  readonly #save: (moves: Moves) => Promise<void>;
  readonly #later: (milliseconds: number, what: () => void) => () => void;
  readonly #listeners = new Set<() => void>();
  #positions: Positions;
  #pending = new Map<string, Position | null>();
  #callOff: (() => void) | null = null;

  constructor(
    positions: Positions,
    save: (moves: Moves) => Promise<void>,
    later: (milliseconds: number, what: () => void) => () => void,
  ) {
    this.#positions = positions;
    this.#save = save;
    this.#later = later;
  }

  readonly get = (): Positions => this.#positions;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Move states; answers the moves that take it back. */
  move(moves: Moves): Moves {
    const positions = new Map(this.#positions);
    const back = new Map<string, Position | null>();
    for (const [name, place] of moves) {
      back.set(name, positions.get(name) ?? null);
      if (place === null) positions.delete(name);
      else positions.set(name, place);
      this.#pending.set(name, place);
    }
    this.#positions = positions;
    for (const listener of this.#listeners) listener();
    this.#callOff?.();
    this.#callOff = this.#later(PAUSE, () => void this.flush());
    return back;
  }

  /** A state has another name now; the old one keeps its place, in case that is taken back. */
  rename(name: string, to: string): void {
    const place = this.#positions.get(name);
    if (place !== undefined) this.move(new Map([[to, place]]));
  }

  /** Save what was moved; what could not be saved is tried again with the next move. */
  async flush(): Promise<void> {
    this.#callOff?.();
    this.#callOff = null;
    const moves = this.#pending;
    if (moves.size === 0) return;
    this.#pending = new Map();
    try {
      await this.#save(moves);
    } catch {
      this.#pending = new Map([...moves, ...this.#pending]);
    }
  }
}
