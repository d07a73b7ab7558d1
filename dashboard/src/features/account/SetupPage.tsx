/** To be written. */
export function SetupPage() {
  return null;
}
