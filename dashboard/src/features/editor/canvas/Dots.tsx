import { ViewportPortal } from "@xyflow/react";
import { memo, useMemo } from "react";
import classes from "./Dots.module.css";
import type { CardNode } from "./nodes";

/** How many cards are one path: few enough that what is out of view is skipped. */
const TOGETHER = 50;
const ROUND = 24;

const LOOKS = ["plain", "choice", "entrance", "warned", "selected"] as const;
type Look = (typeof LOOKS)[number];

/** All cards as they are seen from so far away that nothing can be read: colored boxes. */
export const Dots = memo(function Dots({ nodes }: { nodes: readonly CardNode[] }) {
  const paths = useMemo(() => pathsOf(nodes), [nodes]);
  return (
    <ViewportPortal>
      <svg className={classes.dots} aria-hidden>
        {paths.map(({ look, path }, index) => (
          <path key={index} d={path} data-look={look} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

function pathsOf(nodes: readonly CardNode[]): { look: Look; path: string }[] {
  const boxes = new Map<Look, string[]>(LOOKS.map((look) => [look, []]));
  for (const node of nodes) boxes.get(lookOf(node))?.push(boxOf(node));
  return LOOKS.flatMap((look) => {
    const all = boxes.get(look) ?? [];
    const paths: { look: Look; path: string }[] = [];
    for (let at = 0; at < all.length; at += TOGETHER) {
      paths.push({ look, path: all.slice(at, at + TOGETHER).join("") });
    }
    return paths;
  });
}

function lookOf(node: CardNode): Look {
  if (node.selected === true) return "selected";
  if (node.type !== "state") return "warned";
  const { marks, node: state } = node.data;
  if (marks.severity === "error") return "warned";
  if (state.entrance) return "entrance";
  return state.state.kind === "choice" ? "choice" : "plain";
}

function boxOf({ position: { x, y }, width = 0, height = 0 }: CardNode): string {
  const [across, down] = [width - 2 * ROUND, height - 2 * ROUND];
  return (
    `M${x + ROUND} ${y}h${across}q${ROUND} 0 ${ROUND} ${ROUND}v${down}q0 ${ROUND} -${ROUND} ${ROUND}` +
    `h${-across}q-${ROUND} 0 -${ROUND} -${ROUND}v${-down}q0 -${ROUND} ${ROUND} -${ROUND}z`
  );
}
