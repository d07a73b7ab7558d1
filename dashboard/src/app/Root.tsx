import { Outlet } from "@tanstack/react-router";

/** Around every page, signed in or not. */
export function Root() {
  return <Outlet />;
}
