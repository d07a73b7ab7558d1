import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, memo, useLayoutEffect, useMemo, useRef } from "react";
import { useComputedColorScheme } from "@mantine/core";
import type { Point, Size } from "@/flow/layout";
import { useTexts } from "@/ui";
import { ACTION_TEXTS } from "./actionTexts";
import type { CardNode } from "./nodes";
import classes from "./Overlay.module.css";

const WIDTH = 180;
const HEIGHT = 120;
const MARGIN = 6;

interface Map2D {
  readonly scale: number;
  readonly origin: Point;
}

/** The whole flow in small, and what is in view; a click goes there. */
export const MiniMap = memo(function MiniMap({ nodes }: { nodes: readonly CardNode[] }) {
  const t = useTexts(ACTION_TEXTS);
  const scheme = useComputedColorScheme("light");
  const flow = useReactFlow();
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const map = useMemo(() => mapOf(nodes), [nodes]);
  useLayoutEffect(() => {
    if (canvas.current) draw(canvas.current, nodes, map);
  }, [nodes, map, scheme]);
  // Written past React: it changes with every frame of panning.
  useLayoutEffect(() => {
    const follow = () => {
      const { transform, width, height } = store.getState();
      if (view.current) outline(view.current, map, transform, { width, height });
    };
    follow();
    return store.subscribe(follow);
  }, [store, map]);
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left) / map.scale + map.origin.x;
    const y = (event.clientY - box.top) / map.scale + map.origin.y;
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  return (
    <div
      className={classes.minimap}
      role="img"
      aria-label={t.minimap}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <canvas ref={canvas} style={{ width: WIDTH, height: HEIGHT }} />
      <div ref={view} className={classes.minimapView} />
    </div>
  );
});

function mapOf(nodes: readonly CardNode[]): Map2D {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { position, width = 0, height = 0 } of nodes) {
    left = Math.min(left, position.x);
    top = Math.min(top, position.y);
    right = Math.max(right, position.x + width);
    bottom = Math.max(bottom, position.y + height);
  }
  if (left === Infinity) return { scale: 0.1, origin: { x: 0, y: 0 } };
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / (right - left),
    (HEIGHT - 2 * MARGIN) / (bottom - top),
    0.12,
  );
  return {
    scale,
    origin: {
      x: (left + right) / 2 - WIDTH / 2 / scale,
      y: (top + bottom) / 2 - HEIGHT / 2 / scale,
    },
  };
}

function draw(canvas: HTMLCanvasElement, nodes: readonly CardNode[], { scale, origin }: Map2D) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const ratio = window.devicePixelRatio;
  canvas.width = WIDTH * ratio;
  canvas.height = HEIGHT * ratio;
  context.scale(ratio, ratio);
  const { color: plain, outlineColor: selected } = getComputedStyle(canvas);
  for (const { position, width = 0, height = 0, selected: chosen } of nodes) {
    context.fillStyle = chosen ? selected : plain;
    context.fillRect(
      (position.x - origin.x) * scale,
      (position.y - origin.y) * scale,
      Math.max(1.5, width * scale),
      Math.max(1.5, height * scale),
    );
  }
}

function outline(
  view: HTMLElement,
  { scale, origin }: Map2D,
  [x, y, zoom]: readonly [number, number, number],
  { width, height }: Size,
): void {
  const left = (-x / zoom - origin.x) * scale;
  const top = (-y / zoom - origin.y) * scale;
  view.style.transform = `translate(${left}px, ${top}px)`;
  view.style.width = `${(width / zoom) * scale}px`;
  view.style.height = `${(height / zoom) * scale}px`;
}
