/** To be written. */
export function CanvasView() {
  return null;
}
