/** To be written. */
export function IntentsPage() {
  return null;
}
