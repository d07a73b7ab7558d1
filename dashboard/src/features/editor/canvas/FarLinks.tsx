import { ViewportPortal } from "@xyflow/react";
import { memo, useMemo } from "react";
import type { Graph } from "@/flow/graph";
import type { Point } from "@/flow/layout";
import { GHOST, WIDTH, shapeOf } from "./geometry";
import classes from "./Link.module.css";
import type { Places } from "./places";
import { dropFrom, dropTo, routeOf } from "./route";

/** How many lines are one path: few enough that what is out of view is skipped. */
const TOGETHER = 40;

interface FarLinksProps {
  graph: Graph;
  places: Places;
}

/** All lines at once, as they are seen from far away: they only show how things hang together. */
export const FarLinks = memo(function FarLinks({ graph, places }: FarLinksProps) {
  const paths = useMemo(() => pathsOf(graph, places), [graph, places]);
  return (
    <ViewportPortal>
      <svg className={classes.far} aria-hidden>
        {paths.map(({ path, dangling }, index) => (
          <path key={index} d={path} data-dangling={dangling} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

function pathsOf(graph: Graph, places: Places): { path: string; dangling: boolean }[] {
  const fine: string[] = [];
  const dangling: string[] = [];
  for (const edge of graph.edges) {
    const from = places.get(edge.source);
    const to = places.get(edge.target);
    if (edge.kind === "intent" || !from || !to) continue;
    (edge.dangling ? dangling : fine).push(
      routeOf(outlet(graph, edge.source, edge.handle, from), inlet(graph, edge.target, to), {
        from: dropFrom(graph, edge.source, edge.handle),
        to: dropTo(graph, edge.target),
      }).path,
    );
  }
  return [
    ...grouped(fine).map((path) => ({ path, dangling: false })),
    ...grouped(dangling).map((path) => ({ path, dangling: true })),
  ];
}

function grouped(lines: readonly string[]): string[] {
  const groups: string[] = [];
  for (let at = 0; at < lines.length; at += TOGETHER) {
    groups.push(lines.slice(at, at + TOGETHER).join(""));
  }
  return groups;
}

function outlet(graph: Graph, id: string, handle: string, at: Point): Point {
  const node = graph.byId.get(id);
  const y = node?.type === "state" ? shapeOf(node).outlets.get(handle) : undefined;
  return { x: at.x + WIDTH, y: at.y + (y ?? 0) };
}

function inlet(graph: Graph, id: string, at: Point): Point {
  const node = graph.byId.get(id);
  return { x: at.x, y: at.y + (node?.type === "state" ? shapeOf(node).inlet : GHOST.height / 2) };
}
