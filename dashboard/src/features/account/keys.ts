import type { Schema } from "@/api";

type Key = Schema<"Key">;

/** Whether a key opens anything at a moment, in milliseconds. */
export function isLiving(key: Key, now: number): boolean {
  return key.revoked_at === null && (key.expires_at === null || Date.parse(key.expires_at) > now);
}

/** For how many days a key may be made; 0 for without end. */
export const LIFETIMES = [0, 30, 90, 365] as const;

/** When a key that is made now ends, as the API wants it. */
export function endOf(days: number, now: number): string | null {
  return days === 0 ? null : new Date(now + days * 86_400_000).toISOString();
}
