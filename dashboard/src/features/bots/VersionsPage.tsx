/** To be written. */
export function VersionsPage() {
  return null;
}
