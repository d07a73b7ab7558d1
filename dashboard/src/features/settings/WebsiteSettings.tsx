/** To be written. */
export function WebsiteSettings() {
  return null;
}
