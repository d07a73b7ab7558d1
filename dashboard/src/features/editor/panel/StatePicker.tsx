import { Select } from "@mantine/core";
import { useMemo } from "react";
import { readState } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDoc } from "../store/context";
import { PANEL_TEXTS } from "./texts";

const MOST_SHOWN = 100;

interface StatePickerProps {
  label: string;
  /** Choice menus only, states that speak only, or both. */
  kinds: "any" | "states" | "menus";
  onPick: (name: string) => void;
}

/** Find a state by its name. */
export function StatePicker({ label, kinds, onPick }: StatePickerProps) {
  const t = useTexts(PANEL_TEXTS);
  const { flows } = useDoc();
  const names = useMemo(
    () =>
      [...flows.entries()]
        .filter(
          ([, raw]) =>
            kinds === "any" || (readState(raw).kind === "choice") === (kinds === "menus"),
        )
        .map(([name]) => name),
    [flows, kinds],
  );
  return (
    <Select
      data-autofocus
      searchable
      label={label}
      data={names}
      limit={MOST_SHOWN}
      nothingFoundMessage={t.nothingFound}
      onChange={(name) => {
        if (name !== null) onPick(name);
      }}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
