import type { ReactFlowProps } from "@xyflow/react";
import { useMemo } from "react";
import { type Graph, nameOf } from "@/flow/graph";
import type { Point } from "@/flow/layout";
import type { EditorStore } from "../store/editor";
import type { CardNode, LinkEdge } from "./nodes";
import { useLatest } from "./useLatest";
import { type Overlays, pointOf } from "./useOverlay";

type Handlers = Pick<
  ReactFlowProps<CardNode, LinkEdge>,
  | "onNodeClick"
  | "onNodeContextMenu"
  | "onPaneClick"
  | "onPaneContextMenu"
  | "onEdgeClick"
  | "onEdgeContextMenu"
  | "onDoubleClick"
>;

interface MouseOptions {
  graph: Graph;
  store: EditorStore;
  overlays: Overlays;
  readOnly: boolean;
  onOpen: (id: string) => void;
  /** This selection was collected one by one, so that no form opens; null: it may. */
  onCollect: (selection: readonly string[] | null) => void;
  /** The canvas itself was clicked, at a point of the flow. */
  onPane: (at: Point) => void;
  onSelectEdge: (id: string | null) => void;
}

/** What clicks do; always the same functions, so that no card is drawn anew for them. */
export function useMouse(options: MouseOptions): Handlers {
  const latest = useLatest(options);
  return useMemo(
    (): Handlers => ({
      onNodeClick: (event, node) => {
        latest.current.onSelectEdge(null);
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) latest.current.onCollect(null);
        if (node.type !== "state") latest.current.onOpen(node.id);
      },
      onNodeContextMenu: (event, { id, type }) => {
        event.preventDefault();
        const { graph, store, overlays, onOpen, onCollect } = latest.current;
        const name = nameOf(id);
        if (type !== "state") {
          onOpen(id);
          return;
        }
        const { selection } = store.get();
        const among = selection.length > 1 && selection.includes(name);
        if (!among) {
          store.select([name]);
          onCollect(store.get().selection);
        }
        const node = graph.byId.get(id);
        overlays.openMenu(pointOf(event.nativeEvent), {
          what: "states",
          names: among ? selection : [name],
          node: !among && node?.type === "state" ? node : null,
        });
      },
      onPaneClick: (event) => {
        const { overlays, onSelectEdge, onPane } = latest.current;
        onSelectEdge(null);
        overlays.close();
        onPane(overlays.placeOf({ x: event.clientX, y: event.clientY }));
      },
      onPaneContextMenu: (event) => {
        event.preventDefault();
        const { overlays } = latest.current;
        const at = { x: event.clientX, y: event.clientY };
        overlays.openMenu(at, { what: "pane", place: overlays.placeOf(at) });
      },
      onEdgeClick: (_event, { id }) => {
        latest.current.store.select([]);
        latest.current.onSelectEdge(id);
      },
      onEdgeContextMenu: (event, { id, data }) => {
        event.preventDefault();
        const { overlays, readOnly, onSelectEdge } = latest.current;
        onSelectEdge(id);
        if (data === undefined || readOnly) return;
        overlays.openMenu(pointOf(event.nativeEvent), { what: "edge", edge: data.edge });
      },
      onDoubleClick: (event) => {
        const { overlays, readOnly } = latest.current;
        const empty = event.target instanceof Element && event.target.matches(".react-flow__pane");
        if (!empty || readOnly) return;
        const at = { x: event.clientX, y: event.clientY };
        overlays.openPicker(at, null, overlays.placeOf(at));
      },
    }),
    [latest],
  );
}
