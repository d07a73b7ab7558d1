import { type RefObject, useEffect } from "react";
import { nameOf, stateId } from "@/flow/graph";
import type { Graph } from "@/flow/graph";
import type { Point } from "@/flow/layout";
import { useEditing } from "../store/context";
import { orderOf } from "./order";
import { type Places, asMoves } from "./places";
import { isTyping } from "./typing";
import type { Commands } from "./useCommands";
import { useLatest } from "./useLatest";
import type { View } from "./useView";

interface KeysOptions {
  frame: RefObject<HTMLElement | null>;
  graph: Graph;
  places: Places;
  commands: Commands;
  view: View;
  /** Open what a card stands for. */
  onOpen: (id: string) => void;
  /** This selection was collected card by card, so that no form opens. */
  onCollect: (selection: readonly string[]) => void;
  onSearch: () => void;
  /** Delete the line that is selected; whether one is. */
  onRemoveEdge: () => boolean;
  onEscape: () => void;
}

const STEPS: Readonly<Record<string, Point>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
const STEP = 10;
const LARGE_STEP = 60;
const PAN = 80;

/** Everything on the canvas by keyboard. */
export function useKeys(options: KeysOptions): void {
  const { frame } = options;
  const editing = useEditing();
  const latest = useLatest({ ...options, ...editing });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || !(target instanceof Element)) return;
      if (target.closest("[role=dialog][aria-modal=true]")) return;
      if (handled(event, target, latest.current, frame.current)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [frame, latest]);
}

type Now = KeysOptions & ReturnType<typeof useEditing>;

function handled(
  event: KeyboardEvent,
  target: Element,
  now: Now,
  frame: HTMLElement | null,
): boolean {
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.shiftKey && event.key.toLowerCase() === "f") {
    now.onSearch();
    return true;
  }
  const here = target === document.body || frame?.contains(target) === true;
  if (!here || isTyping(target) || target.closest(".nokey, [role=menu]")) return false;
  if (mod) return withModifier(event, now);
  const card = target.closest<HTMLElement>(".react-flow__node")?.dataset.id;
  return (card !== undefined && onCard(event, card, now, frame)) || plain(event, now);
}

function withModifier(event: KeyboardEvent, { commands, store, readOnly }: Now): boolean {
  const key = event.key.toLowerCase();
  if (event.shiftKey || event.altKey) return false;
  if (key === "a") {
    commands.selectAll();
    return true;
  }
  if (key === "d" && !readOnly) {
    const { selection } = store.get();
    if (selection.length > 0) commands.duplicate(selection);
    return true;
  }
  return false;
}

function onCard(event: KeyboardEvent, id: string, now: Now, frame: HTMLElement | null): boolean {
  const { store, onOpen, onCollect, graph, view } = now;
  if (event.key === "Enter") {
    onOpen(id);
    return true;
  }
  if (event.key === " " && graph.byId.get(id)?.type === "state") {
    const name = nameOf(id);
    const { selection } = store.get();
    store.select(
      selection.includes(name) ? selection.filter((one) => one !== name) : [...selection, name],
    );
    onCollect(store.get().selection);
    return true;
  }
  if (event.key !== "Tab") return false;
  const order = orderOf(store.get().doc, graph);
  const next = order[order.indexOf(id) + (event.shiftKey ? -1 : 1)];
  if (next !== undefined && order.includes(id)) {
    view.focus(next);
    return true;
  }
  // Past the first or last card the browser goes on from the canvas's own edge.
  const edge = event.shiftKey ? ".react-flow" : "[data-canvas-end]";
  frame?.querySelector<HTMLElement>(edge)?.focus({ preventScroll: true });
  return false;
}

function plain(event: KeyboardEvent, now: Now): boolean {
  const { view, commands, store, readOnly } = now;
  const step = STEPS[event.key];
  if (step !== undefined) return arrow(event, step, now);
  switch (event.key) {
    case "+":
    case "=":
      view.zoom(1);
      return true;
    case "-":
      view.zoom(-1);
      return true;
    case "0":
      view.fit();
      return true;
    case "Escape":
      now.onEscape();
      return true;
    case "Delete":
    case "Backspace":
      if (!readOnly && !now.onRemoveEdge()) commands.remove(store.get().selection);
      return true;
    default:
      return false;
  }
}

/** Arrows move what is selected; with nothing selected, the view. */
function arrow(event: KeyboardEvent, { x, y }: Point, now: Now): boolean {
  const { store, layout, places, view, readOnly } = now;
  const { selection } = store.get();
  if (event.altKey) return false;
  if (selection.length === 0 || readOnly) {
    view.pan({ x: -x * PAN, y: -y * PAN });
    return true;
  }
  const by = event.shiftKey ? LARGE_STEP : STEP;
  layout.move(
    asMoves(
      selection.flatMap((name) => {
        const place = places.get(stateId(name));
        return place
          ? [[stateId(name), { x: place.x + x * by, y: place.y + y * by }] as const]
          : [];
      }),
    ),
  );
  return true;
}
