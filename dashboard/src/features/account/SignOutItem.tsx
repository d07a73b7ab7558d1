import { Menu } from "@mantine/core";

/** To be written. */
export function SignOutItem() {
  return <Menu.Item>…</Menu.Item>;
}
