import { useReducedMotion } from "@mantine/hooks";
import { type Viewport, useReactFlow, useStoreApi } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import type { Graph } from "@/flow/graph";
import type { Point, Size } from "@/flow/layout";
import { sizeOf } from "./nodes";
import type { Places } from "./places";
import { wholeView } from "./start";
import { useLatest } from "./useLatest";

/** What is in view, and ways to bring something there. */
export interface View {
  /** Bring a card into view where it is not; `near` puts it in the middle, large enough to read. */
  show(id: string, near?: boolean): void;
  /** Bring a card into view and the keyboard to it. */
  focus(id: string): void;
  /** The point of the flow that is in the middle. */
  middle(): Point;
  fit(): void;
  zoom(by: 1 | -1): void;
  pan(by: Point): void;
}

const READABLE = 0.8;
const PANEL = 380;
const PHONE = 768;
const TRIES = 20;
/** How near to an edge a card may be that is brought into view. */
const EDGE = 24;

interface ViewOptions {
  graph: Graph;
  places: Places;
  /** Whether the panel covers a part of the canvas. */
  covered: boolean;
  frame: RefObject<HTMLElement | null>;
}

export function useView({ graph, places, covered, frame }: ViewOptions): View {
  const flow = useReactFlow();
  const store = useStoreApi();
  const still = useReducedMotion(false, { getInitialValueInEffect: false });
  const latest = useLatest({ graph, places, covered });
  return useMemo(() => {
    const duration = still ? 0 : 220;
    const free = (): Size => freeOf(store.getState(), latest.current.covered);
    const view: View = {
      show(id, near = false) {
        const node = latest.current.graph.byId.get(id);
        const at = latest.current.places.get(id);
        if (!node || !at) return;
        const zoom = near ? Math.max(READABLE, flow.getZoom()) : flow.getZoom();
        const size = sizeOf(node);
        const room = free();
        const now = flow.getViewport();
        const next = near ? null : nudged(at, size, now, room);
        if (next === now) return;
        // The head of a card that is taller than the view matters most.
        const height = Math.min(size.height, room.height / zoom - 2 * EDGE);
        const centered = {
          x: room.width / 2 - (at.x + size.width / 2) * zoom,
          y: room.height / 2 - (at.y + height / 2) * zoom,
          zoom,
        };
        void flow.setViewport(next ?? centered, { duration });
      },
      focus(id) {
        view.show(id);
        let tries = 0;
        const attempt = () => {
          const card = frame.current?.querySelector<HTMLElement>(
            `.react-flow__node[data-id="${CSS.escape(id)}"]`,
          );
          if (card) card.focus({ preventScroll: true });
          else if ((tries += 1) < TRIES) requestAnimationFrame(attempt);
        };
        attempt();
      },
      middle() {
        const { x, y, zoom } = flow.getViewport();
        const room = free();
        return { x: (room.width / 2 - x) / zoom, y: (room.height / 2 - y) / zoom };
      },
      fit() {
        const { graph: all, places: at } = latest.current;
        const whole = wholeView(all, at, free());
        if (whole !== null) void flow.setViewport(whole, { duration });
      },
      zoom(by) {
        void (by > 0 ? flow.zoomIn({ duration }) : flow.zoomOut({ duration }));
      },
      pan({ x, y }) {
        const now = flow.getViewport();
        void flow.setViewport({ x: now.x + x, y: now.y + y, zoom: now.zoom });
      },
    };
    return view;
  }, [flow, store, still, latest, frame]);
}

/** What the panel leaves of the canvas. */
function freeOf({ width, height }: Size, covered: boolean): Size {
  if (!covered) return { width, height };
  return window.innerWidth < PHONE
    ? { width, height: height * 0.45 }
    : { width: width - PANEL, height };
}

/**
 * The view moved just so far that a card is in it; the same view where it is already, and null
 * where it is so far away that nothing would stay in view.
 */
function nudged(at: Point, size: Size, now: Viewport, room: Size): Viewport | null {
  const x = now.x + shift(at.x * now.zoom + now.x, size.width * now.zoom, room.width);
  const y = now.y + shift(at.y * now.zoom + now.y, size.height * now.zoom, room.height);
  if (x === now.x && y === now.y) return now;
  const far = Math.abs(x - now.x) > room.width / 2 || Math.abs(y - now.y) > room.height / 2;
  return far ? null : { x, y, zoom: now.zoom };
}

/** How far something has to move to lie between the edges of a room. */
function shift(from: number, length: number, room: number): number {
  if (from < 0 || length > room - 2 * EDGE) return from >= 0 && from < room / 2 ? 0 : EDGE - from;
  return from + length > room ? room - EDGE - from - length : 0;
}
