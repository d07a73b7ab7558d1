import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useMemo, useState } from "react";
import type { Point } from "@/flow/layout";
import type { Source } from "@/flow/operations";
import type { About } from "./CanvasMenu";

/** What lies over the canvas at a point of it. */
export type Overlay =
  | { readonly what: "menu"; readonly at: Point; readonly about: About }
  | {
      readonly what: "picker";
      readonly at: Point;
      readonly source: Source | null;
      /** Where a new card shall be; null for near to what leads there. */
      readonly place: Point | null;
    };

export interface Overlays {
  readonly overlay: Overlay | null;
  /** Open a menu or the picker at a point of the window. */
  readonly openMenu: (client: Point, about: About) => void;
  readonly openPicker: (client: Point, source: Source | null, place: Point | null) => void;
  /** Put another one in the place of what is open; null for none. */
  readonly replace: (overlay: Overlay | null) => void;
  readonly close: () => void;
  /** Close the menu, unless what was chosen in it has opened something else. */
  readonly closeMenu: () => void;
  /** A point of the window as a point of the flow. */
  readonly placeOf: (client: Point) => Point;
}

/** Menus and the picker, one at a time. */
export function useOverlay(frame: RefObject<HTMLElement | null>): Overlays {
  const flow = useReactFlow();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const close = useCallback(() => setOverlay(null), []);
  const closeMenu = useCallback(() => setOverlay((now) => (now?.what === "menu" ? null : now)), []);
  const acts = useMemo(() => {
    const within = ({ x, y }: Point): Point => {
      const box = frame.current?.getBoundingClientRect();
      return { x: x - (box?.left ?? 0), y: y - (box?.top ?? 0) };
    };
    return {
      openMenu: (client: Point, about: About) =>
        setOverlay({ what: "menu", at: within(client), about }),
      openPicker: (client: Point, source: Source | null, place: Point | null) =>
        setOverlay({ what: "picker", at: within(client), source, place }),
      replace: setOverlay,
      placeOf: (client: Point) => flow.screenToFlowPosition(client),
    };
  }, [flow, frame]);
  return useMemo(() => ({ overlay, close, closeMenu, ...acts }), [overlay, close, closeMenu, acts]);
}

/** Where an event happened; a key's at the middle of what it was pressed on. */
export function pointOf(event: MouseEvent | TouchEvent): Point {
  if ("changedTouches" in event) {
    const touch = event.changedTouches[0];
    return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
  }
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  return event.target instanceof Element ? middleOf(event.target) : { x: 0, y: 0 };
}

export function middleOf(element: Element): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
