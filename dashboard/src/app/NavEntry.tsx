import { NavLink, type NavLinkProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type AnchorProps = NavLinkProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof NavLinkProps>;

function NavAnchor({ ref, ...props }: AnchorProps & { ref?: Ref<HTMLAnchorElement> }) {
  return <NavLink component="a" {...props} {...(ref !== undefined && { ref })} />;
}

/** A navigation entry that is a link and knows whether it is where we are. */
export const NavEntry = createLink(NavAnchor);
