/** To be written. */
export function ListView() {
  return null;
}
