import { Background, ReactFlow, SelectionMode, useStore } from "@xyflow/react";
import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useEffect, useRef, useState } from "react";
import type { JsonObject } from "@/flow/document";
import { type Graph, stateId } from "@/flow/graph";
import type { Point, Size } from "@/flow/layout";
import { useTexts } from "@/ui";
import { useDoc, useEditing, useEditorState } from "../store/context";
import classes from "./Canvas.module.css";
import { CanvasTools } from "./CanvasTools";
import { ChosenBar } from "./ChosenBar";
import { Dots } from "./Dots";
import { EmptyCanvas } from "./EmptyCanvas";
import { FarLinks } from "./FarLinks";
import { GhostCard } from "./GhostCard";
import { LevelContext, levelOf } from "./level";
import { Link } from "./Link";
import { LinkingContext } from "./linking";
import { MiniMap } from "./MiniMap";
import { type CardNode, type LinkEdge, cardAt } from "./nodes";
import { Overlays } from "./Overlays";
import { SearchBar } from "./SearchBar";
import { SidePanel } from "./SidePanel";
import { StateCard } from "./StateCard";
import { LEAST_OF_ALL, firstView, lastViews } from "./start";
import { TEXTS } from "./texts";
import { useCards } from "./useCards";
import { useClipboard } from "./useClipboard";
import { useCommands } from "./useCommands";
import { useDragging } from "./useDragging";
import { useKeys } from "./useKeys";
import { useLatest } from "./useLatest";
import { useLinks } from "./useLinks";
import { useMouse } from "./useMouse";
import { middleOf, useOverlay } from "./useOverlay";
import { type View, useView } from "./useView";

const NODE_TYPES = { state: StateCard, missing: GhostCard, intent: GhostCard };
const EDGE_TYPES = { link: Link };
const CHANGEABLE = { reconnectable: "target" } as const;
const FIXED = { reconnectable: false } as const;

/** The cards, the lines and everything that is done with them. */
export function Canvas({ size }: { size: Size }) {
  const t = useTexts(TEXTS);
  const { botId, store, readOnly } = useEditing();
  const { flows } = useDoc();
  const frame = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const pointer = useRef<Point | null>(null);
  const touch = useMediaQuery("(pointer: coarse)", false, { getInitialValueInEffect: false });
  const level = useStore((state) => levelOf(state.transform[2]));
  const [selectedEdge, setSelectedEdge] = useState<string | null>(null);
  const [searching, setSearching] = useState(false);
  const [dropOuts, setDropOuts] = useState(false);
  const [collected, setCollected] = useState<readonly string[] | null>(null);
  const { dragged, onNodesChange, onDragStop } = useDragging(setCollected);
  const { graph, places, nodes, edges, keeper } = useCards({
    level,
    dragged,
    selectedEdge,
    touch,
    dropOuts,
  });
  const [start] = useState(() => lastViews.get(botId) ?? firstView(graph, places, size));
  const selection = useEditorState((state) => state.selection);
  const opened = openedOf(selection, collected, flows);
  const view = useView({ graph, places, covered: opened !== undefined, frame });
  const overlays = useOverlay(frame);
  const commands = useCommands(graph, places, keeper);
  const { handlers, linking, connecting } = useLinks({ graph, commands, overlays });
  const whereToPaste = useCallback(
    () => (pointer.current ? overlays.placeOf(pointer.current) : view.middle()),
    [overlays, view],
  );
  const clipboard = useClipboard({ frame, commands, pointer: whereToPaste });
  useShown(opened, graph, view);

  const open = (id: string) => {
    const node = graph.byId.get(id);
    if (node?.type === "state") {
      setCollected(null);
      store.select([node.name]);
      requestAnimationFrame(() => panel.current?.focus());
      return;
    }
    const card = frame.current?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    if (!node || !card || readOnly) return;
    const missing = node.type === "missing";
    overlays.openMenu(middleOf(card), { what: "ghost", name: node.name, missing });
  };
  const closePanel = () => {
    const id = opened === undefined ? null : stateId(opened);
    store.select([]);
    if (id !== null) view.focus(id);
  };
  useKeys({
    frame,
    graph,
    places,
    commands,
    view,
    onOpen: open,
    onCollect: setCollected,
    onSearch: () => setSearching(true),
    onRemoveEdge: () => {
      if (selectedEdge === null) return false;
      linking.unlink(selectedEdge);
      setSelectedEdge(null);
      return true;
    },
    onEscape: () => {
      setSelectedEdge(null);
      store.select([]);
    },
  });
  const mouse = useMouse({
    graph,
    store,
    overlays,
    readOnly,
    onOpen: open,
    onCollect: setCollected,
    onPane: (at) => {
      const id = level === "dots" ? cardAt(nodes, at) : null;
      if (id !== null) view.show(id, true);
    },
    onSelectEdge: setSelectedEdge,
  });
  const addInMiddle = () => {
    if (frame.current) overlays.openPicker(middleOf(frame.current), null, view.middle());
  };
  return (
    <LevelContext value={level}>
      <LinkingContext value={linking}>
        <div
          ref={frame}
          className={classes.frame}
          onPointerMove={(event) => {
            pointer.current = { x: event.clientX, y: event.clientY };
          }}
          onPointerLeave={() => {
            pointer.current = null;
          }}
        >
          <ReactFlow<CardNode, LinkEdge>
            className={`${classes.canvas ?? ""} ${connecting ? "connecting" : ""}`}
            data-level={level}
            aria-label={t.canvas}
            tabIndex={-1}
            width={size.width}
            height={size.height}
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            defaultEdgeOptions={readOnly ? FIXED : CHANGEABLE}
            defaultViewport={start}
            minZoom={LEAST_OF_ALL}
            maxZoom={1.5}
            onlyRenderVisibleElements
            selectionMode={SelectionMode.Partial}
            disableKeyboardA11y
            edgesFocusable={false}
            nodesConnectable={!readOnly}
            connectOnClick={false}
            elevateNodesOnSelect={false}
            selectNodesOnDrag={false}
            nodeDragThreshold={4}
            panOnScroll
            zoomOnDoubleClick={false}
            deleteKeyCode={null}
            panActivationKeyCode={null}
            attributionPosition="bottom-center"
            onNodesChange={onNodesChange}
            onNodeDragStop={onDragStop}
            onMoveStart={() => frame.current?.setAttribute("data-moving", "")}
            onMoveEnd={(_event, viewport) => {
              frame.current?.removeAttribute("data-moving");
              lastViews.set(botId, viewport);
            }}
            {...handlers}
            {...mouse}
          >
            <Background gap={24} size={1.5} />
            {level !== "near" && <FarLinks graph={graph} places={places} />}
            {level === "dots" && <Dots nodes={nodes} />}
          </ReactFlow>
          {flows.size === 0 && <EmptyCanvas onAdd={addInMiddle} />}
          {searching && (
            <SearchBar
              onShow={(hit) => {
                if (!flows.has(hit.name)) return;
                store.select([hit.name]);
                view.show(stateId(hit.name), true);
              }}
              onClose={() => {
                setSearching(false);
                if (opened !== undefined) view.focus(stateId(opened));
              }}
            />
          )}
          {selection.length > 1 && (
            <ChosenBar names={selection} commands={commands} clipboard={clipboard} />
          )}
          {opened === undefined && flows.size > 0 && <MiniMap nodes={nodes} />}
          <CanvasTools
            view={view}
            commands={commands}
            onAdd={addInMiddle}
            onSearch={() => setSearching(true)}
            dropOuts={dropOuts}
            onDropOuts={setDropOuts}
          />
          {opened !== undefined && (
            <SidePanel
              name={opened}
              focus={panel}
              onSelect={(name) => store.select([name])}
              onClose={closePanel}
            />
          )}
          <Overlays
            overlays={overlays}
            graph={graph}
            commands={commands}
            clipboard={clipboard}
            onOpen={(name) => open(stateId(name))}
            onLeave={(source) => {
              if (source === null)
                frame.current?.querySelector<HTMLElement>(".react-flow")?.focus();
              else view.focus(stateId(source.state));
            }}
          />
        </div>
      </LinkingContext>
    </LevelContext>
  );
}

/** The state whose form is open: the only one that is selected, if it was not just collected. */
function openedOf(
  selection: readonly string[],
  collected: readonly string[] | null,
  flows: JsonObject,
): string | undefined {
  const [name] = selection;
  if (name === undefined || selection.length > 1 || selection === collected) return undefined;
  return flows.has(name) ? name : undefined;
}

/** Bring the state that is opened into view, also when it was chosen elsewhere. */
function useShown(opened: string | undefined, graph: Graph, view: View): void {
  const first = useRef(true);
  const latest = useLatest(view);
  const drawn = opened !== undefined && graph.byId.has(stateId(opened));
  useEffect(() => {
    if (drawn) latest.current.show(stateId(opened), first.current);
    first.current = false;
  }, [opened, drawn, latest]);
}
