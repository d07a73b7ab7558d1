import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import { useTexts } from "@/ui";
import { StatePanel } from "../panel/StatePanel";
import classes from "./Overlay.module.css";
import { OVERLAY_TEXTS } from "./overlayTexts";

interface SidePanelProps {
  name: string;
  /** What the keyboard comes to when a card is opened. */
  focus: RefObject<HTMLElement | null>;
  onSelect: (name: string) => void;
  onClose: () => void;
}

/** A state's form: beside the canvas, on a phone a sheet over its lower part. */
export function SidePanel({ name, focus, onSelect, onClose }: SidePanelProps) {
  const t = useTexts(OVERLAY_TEXTS);
  const [large, setLarge] = useState(false);
  return (
    <aside
      ref={focus}
      tabIndex={-1}
      className={`${classes.panel ?? ""} nokey`}
      data-larger={large}
      aria-label={t.panel(name)}
    >
      <div className={classes.panelBar}>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.larger ?? ""}
          aria-label={large ? t.smaller : t.larger}
          aria-expanded={large}
          onClick={() => setLarge(!large)}
        >
          {large ? <IconChevronDown size={18} /> : <IconChevronUp size={18} />}
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t.close} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      <div className={classes.panelBody}>
        <StatePanel key={name} name={name} onSelect={onSelect} />
      </div>
    </aside>
  );
}
