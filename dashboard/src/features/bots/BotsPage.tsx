/** To be written. */
export function BotsPage() {
  return null;
}
