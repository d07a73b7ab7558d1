/** To be written. */
export function TestsPage() {
  return null;
}
