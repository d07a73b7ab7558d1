import type { Role } from "@/api";

/** From the greatest to the least, as a list of them reads. */
export const ROLES: readonly Role[] = ["owner", "admin", "editor", "viewer"];

/** Whether a text of the server's names a role. */
export function isRole(text: string | null): text is Role {
  return ROLES.some((role) => role === text);
}

/** Whether somebody of a role may change somebody of another: only owners see to owners. */
export function mayChange(own: Role, others: string): boolean {
  return own === "owner" || (own === "admin" && others !== "owner");
}
