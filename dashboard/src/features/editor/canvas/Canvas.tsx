import { Background, ReactFlow, useStore } from "@xyflow/react";
import { useCallback, useState } from "react";
import { useMediaQuery } from "@mantine/hooks";
import type { Size } from "@/flow/layout";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import classes from "./Canvas.module.css";
import { FarLinks } from "./FarLinks";
import { GhostCard } from "./GhostCard";
import { LevelContext, levelOf } from "./level";
import { Link } from "./Link";
import { StateCard } from "./StateCard";
import { firstView, lastViews } from "./start";
import { TEXTS } from "./texts";
import { useCards } from "./useCards";
import { useDragging } from "./useDragging";

const NODE_TYPES = { state: StateCard, missing: GhostCard, intent: GhostCard };
const EDGE_TYPES = { link: Link };

/** The cards, the lines and everything that is done with them. */
export function Canvas({ size }: { size: Size }) {
  const t = useTexts(TEXTS);
  const { botId, readOnly } = useEditing();
  const touch = useMediaQuery("(pointer: coarse)", false, { getInitialValueInEffect: false });
  const level = useStore((state) => levelOf(state.transform[2]));
  const { dragged, onNodesChange, onDragStop } = useDragging();
  const { graph, places, nodes, edges } = useCards({ level, dragged, selectedEdge: null, touch });
  const [view] = useState(() => lastViews.get(botId) ?? firstView(graph, places, size));
  const remember = useCallback(
    (_: unknown, viewport: { x: number; y: number; zoom: number }) =>
      lastViews.set(botId, viewport),
    [botId],
  );
  return (
    <LevelContext value={level}>
      <ReactFlow
        className={classes.canvas ?? ""}
        aria-label={t.canvas}
        width={size.width}
        height={size.height}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        defaultViewport={view}
        minZoom={0.04}
        maxZoom={1.5}
        onlyRenderVisibleElements
        disableKeyboardA11y
        edgesFocusable={false}
        nodesConnectable={!readOnly}
        elevateNodesOnSelect={false}
        selectNodesOnDrag={false}
        nodeDragThreshold={4}
        panOnScroll
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        panActivationKeyCode={null}
        onNodesChange={onNodesChange}
        onNodeDragStop={onDragStop}
        onMoveEnd={remember}
      >
        <Background gap={24} size={1.5} />
        {level !== "near" && <FarLinks graph={graph} places={places} />}
      </ReactFlow>
    </LevelContext>
  );
}
