/** To be written. */
export function MembersPage() {
  return null;
}
