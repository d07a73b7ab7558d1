/** To be written. */
export function GeneralSettings() {
  return null;
}
