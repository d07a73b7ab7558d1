/** To be written. */
export function AccountPage() {
  return null;
}
