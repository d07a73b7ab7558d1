import { Text } from "@mantine/core";
import { useTexts } from "@/ui";
import { isRole } from "./roles";
import { TEXTS } from "./texts";

/** A role as people call it; `explained` with what it may do. */
export function RoleName({ role, explained = false }: { role: string; explained?: boolean }) {
  const t = useTexts(TEXTS);
  if (!isRole(role)) return role;
  return (
    <>
      <Text span inherit fw={600}>
        {t.roles[role]}
      </Text>
      {explained && ` – ${t.may[role]}`}
    </>
  );
}
