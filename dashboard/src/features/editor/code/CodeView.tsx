/** To be written. */
export function CodeView() {
  return null;
}
