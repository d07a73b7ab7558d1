import { type NodeChange, useStoreApi } from "@xyflow/react";
import { useCallback, useMemo, useState } from "react";
import { nameOf } from "@/flow/graph";
import type { Point } from "@/flow/layout";
import { useEditing } from "../store/context";
import type { CardNode } from "./nodes";
import { type Places, asMoves } from "./places";

const NOTHING: Places = new Map();

interface Dragging {
  /** Where cards are while they are dragged. */
  readonly dragged: Places;
  readonly onNodesChange: (changes: NodeChange<CardNode>[]) => void;
  readonly onDragStop: (event: unknown, node: CardNode, nodes: CardNode[]) => void;
}

/**
 * Moves cards while they are dragged, keeps where they end, and selects what is chosen. What is
 * chosen one by one or by a box is for doing something with it: `onCollect` says so, and its form
 * does not open.
 */
export function useDragging(onCollect: (selection: readonly string[]) => void): Dragging {
  const { store, layout } = useEditing();
  const flow = useStoreApi();
  const [dragged, setDragged] = useState<Places>(NOTHING);
  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const moved: (readonly [string, Point])[] = [];
      let selected: Set<string> | null = null;
      for (const change of changes) {
        if (change.type === "position" && change.position) {
          moved.push([change.id, change.position]);
        } else if (change.type === "select") {
          selected ??= new Set(store.get().selection);
          if (change.selected) selected.add(nameOf(change.id));
          else selected.delete(nameOf(change.id));
        }
      }
      if (moved.length > 0) setDragged((old) => new Map([...old, ...moved]));
      if (selected === null) return;
      store.select([...selected]);
      const { multiSelectionActive, userSelectionActive } = flow.getState();
      if (multiSelectionActive || userSelectionActive) onCollect(store.get().selection);
    },
    [store, flow, onCollect],
  );
  const onDragStop = useCallback(
    (_event: unknown, _node: CardNode, nodes: CardNode[]) => {
      layout.move(asMoves(nodes.map(({ id, position }) => [id, position] as const)));
      setDragged(NOTHING);
    },
    [layout],
  );
  return useMemo(
    () => ({ dragged, onNodesChange, onDragStop }),
    [dragged, onNodesChange, onDragStop],
  );
}
