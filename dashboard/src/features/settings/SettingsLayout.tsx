/** To be written. */
export function SettingsLayout() {
  return null;
}
