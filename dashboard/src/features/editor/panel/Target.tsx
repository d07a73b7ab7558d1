import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { PANEL_TEXTS } from "./texts";

interface TargetProps {
  name: string;
  /** It does not exist yet, but will. */
  pending?: boolean;
  missing?: boolean;
  onSelect: ((name: string) => void) | undefined;
}

/** Where something leads, as the way there: a link, so that those who only look can follow it. */
export function Target({ name, pending = false, missing = false, onSelect }: TargetProps) {
  const t = useTexts(PANEL_TEXTS);
  const { botId } = useEditing();
  const router = useRouter();
  const look = {
    size: "compact-sm",
    variant: "light",
    title: name,
    maw: "100%",
    styles: {
      label: { textOverflow: "ellipsis", display: "block", height: "auto", lineHeight: 1.5 },
    },
  } as const;
  if (missing || pending || onSelect === undefined) {
    return (
      <Button {...look} {...(missing && { color: "red" })} disabled>
        {pending ? t.willCreate(name) : name}
      </Button>
    );
  }
  const { href } = router.buildLocation({
    to: "/bots/$botId",
    params: { botId },
    search: (old: object) => ({ ...old, state: name }),
  });
  return (
    <Button
      {...look}
      component="a"
      href={href}
      rightSection={<IconArrowRight size={14} aria-hidden />}
      aria-label={t.connected(name)}
      onClick={(event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onSelect(name);
      }}
    >
      {name}
    </Button>
  );
}
