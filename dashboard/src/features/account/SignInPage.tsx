/** To be written. */
export function SignInPage() {
  return null;
}
