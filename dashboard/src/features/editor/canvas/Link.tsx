import { BaseEdge, type EdgeProps, getBezierPath } from "@xyflow/react";
import { memo } from "react";
import type { LinkEdge } from "./nodes";
import classes from "./Link.module.css";

/** The line from a way out to the state it leads to. */
export const Link = memo(function Link({
  data,
  selected,
  sourceX,
  sourceY,
  sourcePosition,
  targetX,
  targetY,
  targetPosition,
}: EdgeProps<LinkEdge>) {
  const [path] = getBezierPath({
    sourceX,
    sourceY,
    sourcePosition,
    targetX,
    targetY,
    targetPosition,
    curvature: 0.3,
  });
  return (
    <BaseEdge
      path={path}
      interactionWidth={18}
      className={classes.link ?? ""}
      data-dangling={data?.edge.dangling}
      data-selected={selected}
    />
  );
});
