import "@xyflow/react/dist/base.css";
import { ReactFlowProvider } from "@xyflow/react";
import { useLayoutEffect, useRef, useState } from "react";
import type { Size } from "@/flow/layout";
import { Canvas } from "./Canvas";
import classes from "./Canvas.module.css";

/** The flow as cards that can be moved, with lines between them. */
export function CanvasView() {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  // Only who knows how much is in view draws the right cards at once.
  useLayoutEffect(() => {
    const rect = frame.current?.getBoundingClientRect();
    if (rect) setSize({ width: rect.width, height: rect.height });
  }, []);
  return (
    <div ref={frame} className={classes.frame}>
      {size !== null && (
        <ReactFlowProvider>
          <Canvas size={size} />
        </ReactFlowProvider>
      )}
    </div>
  );
}
