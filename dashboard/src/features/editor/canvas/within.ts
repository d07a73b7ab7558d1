import type { Point, Size } from "@/flow/layout";

const EDGE = 8;

/** Where something that opens at a point has to be, to lie within a frame. */
export function placedWithin(at: Point, size: Size, frame: Size): { left: number; top: number } {
  return {
    left: Math.max(EDGE, Math.min(at.x, frame.width - size.width - EDGE)),
    top: Math.max(EDGE, Math.min(at.y, frame.height - size.height - EDGE)),
  };
}
