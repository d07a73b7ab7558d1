/** To be written. */
export function WebhookSettings() {
  return null;
}
