import type {
  Connection,
  FinalConnectionState,
  OnConnectStartParams,
  ReactFlowProps,
} from "@xyflow/react";
import { useMemo, useState } from "react";
import { type Graph, nameOf } from "@/flow/graph";
import type { Linking } from "./linking";
import type { CardNode, LinkEdge } from "./nodes";
import { sourceOf } from "./sources";
import type { Commands } from "./useCommands";
import { useLatest } from "./useLatest";
import { type Overlays, middleOf, pointOf } from "./useOverlay";

type Handlers = Pick<
  ReactFlowProps<CardNode, LinkEdge>,
  "onConnect" | "onConnectStart" | "onConnectEnd" | "onReconnect"
>;

interface Links {
  readonly handlers: Handlers;
  readonly linking: Linking;
  /** Whether a line is being drawn. */
  readonly connecting: boolean;
}

interface LinksOptions {
  graph: Graph;
  commands: Commands;
  overlays: Overlays;
}

/** Draws, moves and removes the lines. */
export function useLinks(options: LinksOptions): Links {
  const latest = useLatest(options);
  const [connecting, setConnecting] = useState(false);
  const [handlers, linking] = useMemo((): [Handlers, Linking] => {
    const join = ({ source, sourceHandle, target }: Connection) => {
      const { graph, commands } = latest.current;
      const from = sourceOf(graph, source, sourceHandle);
      if (from !== null) commands.connect(from, nameOf(target));
    };
    return [
      {
        onConnect: join,
        onReconnect: (_edge, connection) => join(connection),
        onConnectStart: (_event: unknown, _params: OnConnectStartParams) => setConnecting(true),
        onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
          setConnecting(false);
          const { graph, overlays } = latest.current;
          const { fromHandle, isValid, toNode } = state;
          if (isValid === true || toNode !== null || fromHandle === null) return;
          const source = sourceOf(graph, fromHandle.nodeId, fromHandle.id ?? null);
          const at = pointOf(event);
          if (source !== null) overlays.openPicker(at, source, overlays.placeOf(at));
        },
      },
      {
        pickFor: (nodeId, handleId, from) => {
          const { graph, overlays } = latest.current;
          const source = sourceOf(graph, nodeId, handleId);
          if (source !== null) overlays.openPicker(middleOf(from), source, null);
        },
        unlink: (edgeId) => {
          const { graph, commands } = latest.current;
          const edge = graph.edges.find(({ id }) => id === edgeId);
          const source = edge && sourceOf(graph, edge.source, edge.handle);
          if (source) commands.disconnect(source);
        },
      },
    ];
  }, [latest]);
  return { handlers, linking, connecting };
}
