import { notifications } from "@mantine/notifications";
import { useMemo } from "react";
import { type Graph, stateId } from "@/flow/graph";
import type { Point } from "@/flow/layout";
import { type Operation, type Source, copyStates, freshNames } from "@/flow/operations";
import { useTexts } from "@/ui";
import { useDispatch, useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";
import { type PlacedClip, placedClipText, readPlacedClip } from "./clip";
import { type PlaceKeeper, type Places, asMoves, tidied } from "./places";
import { useLatest } from "./useLatest";
import { useUndoNotice } from "./useUndoNotice";

/** Everything that can be done on the canvas, by mouse, touch, menu or keyboard. */
export interface Commands {
  /** Make a state by an edit and select it; `at` is the left upper corner of its card. */
  create(operation: Operation, name: string, at: Point | null): void;
  connect(source: Source, target: string): void;
  /** Let all of these lead to the end, as one step. */
  disconnect(...sources: readonly Source[]): void;
  remove(names: readonly string[]): void;
  duplicate(names: readonly string[]): void;
  /** States as text for the clipboard. */
  clip(names: readonly string[]): string;
  /** Put in what is on the clipboard; whether it was states. */
  paste(text: string, at: Point): boolean;
  selectAll(): void;
  tidy(): void;
}

const ASIDE = 40;

export function useCommands(graph: Graph, places: Places, keeper: PlaceKeeper): Commands {
  const t = useTexts(ACTION_TEXTS);
  const { store, layout } = useEditing();
  const dispatch = useDispatch();
  const notice = useUndoNotice();
  const latest = useLatest({ graph, places });
  return useMemo(() => {
    const placeOf = (name: string) => latest.current.places.get(stateId(name));
    const put = (placed: Iterable<readonly [string, Point]>) =>
      layout.move(asMoves([...placed].map(([name, place]) => [stateId(name), place] as const)));
    return {
      create(operation, name, at) {
        if (at !== null) put([[name, at]]);
        if (dispatch(operation)) store.select([name]);
      },
      connect(source, target) {
        dispatch({ type: "connect", source, target });
      },
      disconnect(...sources) {
        const [first] = sources;
        if (first === undefined) return;
        const operations = sources.map((source) => ({ type: "disconnect", source }) as const);
        if (dispatch({ type: "together", operations })) notice(t.disconnected(nameOf(first)));
      },
      remove(names) {
        if (names.length === 0 || !dispatch({ type: "delete_states", names })) return;
        store.select([]);
        notice(t.deleted(names[0] ?? "", names.length));
      },
      duplicate(names) {
        const { doc } = store.get();
        const fresh = freshNames(doc, copyStates(doc, names).states.keys());
        put(
          [...fresh].flatMap(([from, to]) => {
            const place = placeOf(from);
            return place ? [[to, { x: place.x + ASIDE, y: place.y + ASIDE }] as const] : [];
          }),
        );
        if (dispatch({ type: "duplicate_states", names })) store.select([...fresh.values()]);
      },
      clip(names) {
        const clip = copyStates(store.get().doc, names);
        const known = names.flatMap((name) => {
          const place = placeOf(name);
          return place ? [[name, place] as const] : [];
        });
        return placedClipText({ clip, places: new Map(known) });
      },
      paste(text, at) {
        const placed = readPlacedClip(text);
        if (placed === null) return false;
        const { doc, history } = store.get();
        const fresh = freshNames(doc, placed.clip.states.keys());
        put(arranged(placed, fresh, at));
        if (
          dispatch({ type: "paste_states", clip: placed.clip }) &&
          history !== store.get().history
        ) {
          store.select([...fresh.values()]);
          notifications.show({ message: t.pasted(fresh.size) });
        }
        return true;
      },
      selectAll() {
        store.select([...store.get().doc.flows.keys()]);
      },
      tidy() {
        const tidy = tidied(latest.current.graph);
        const moves = new Map<string, readonly [number, number] | null>(asMoves(tidy));
        const { flows } = store.get().doc;
        for (const name of layout.get().keys()) if (!flows.has(name)) moves.set(name, null);
        keeper.put(tidy);
        const back = layout.move(moves);
        notice(t.tidied, () => layout.move(back));
      },
    };
  }, [dispatch, layout, store, latest, keeper, notice, t]);
}

/** Where pasted states go: as they lay to each other, around a point. */
function* arranged(
  { clip, places }: PlacedClip,
  fresh: ReadonlyMap<string, string>,
  at: Point,
): Generator<readonly [string, Point]> {
  const known = [...clip.states.keys()].flatMap((name) => places.get(name) ?? []);
  const left = Math.min(...known.map(({ x }) => x));
  const top = Math.min(...known.map(({ y }) => y));
  let index = 0;
  for (const [from, to] of fresh) {
    const place = places.get(from);
    if (place) yield [to, { x: at.x + place.x - left, y: at.y + place.y - top }];
    else yield [to, { x: at.x + index * ASIDE, y: at.y + index * ASIDE }];
    index += 1;
  }
}

function nameOf(source: Source): string {
  return source.from === "choice" ? `${source.state}: ${source.key}` : source.state;
}
