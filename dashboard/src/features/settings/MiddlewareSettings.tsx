/** To be written. */
export function MiddlewareSettings() {
  return null;
}
