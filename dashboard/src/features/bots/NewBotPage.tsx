/** To be written. */
export function NewBotPage() {
  return null;
}
