import { Combobox, Paper, ScrollArea, Text, TextInput, useCombobox } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import {
  IconArrowRight,
  IconFlag,
  IconListDetails,
  IconMessagePlus,
  IconPhotoPlus,
  IconSquareRoundedPlus,
} from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Source } from "@/flow/operations";
import { useTexts } from "@/ui";
import { useDoc } from "../store/context";
import { NEW_KINDS, type NewKind, suggestedName } from "./create";
import classes from "./Overlay.module.css";
import { OVERLAY_TEXTS } from "./overlayTexts";
import { placedWithin } from "./within";
import type { Point, Size } from "@/flow/layout";

/** What was picked: a state that there is, a new one, or the end. */
export type Picked =
  | { readonly what: "state"; readonly name: string }
  | { readonly what: "new"; readonly kind: NewKind; readonly name: string }
  | { readonly what: "end" };

interface PickerProps {
  /** Where it opens, within the canvas, and how large that is. */
  at: Point;
  within: Size;
  /** What is to lead to what is picked; null for a state that nothing leads to yet. */
  source: Source | null;
  onPick: (picked: Picked) => void;
  onClose: () => void;
}

const SIGNS = {
  text: IconMessagePlus,
  interactive: IconSquareRoundedPlus,
  choice: IconListDetails,
  media: IconPhotoPlus,
};
const MOST = 40;
const SIZE: Size = { width: 320, height: 380 };

/** A searchable list of all states and of what can be made, where a line was dropped. */
export function Picker({ at, within, source, onPick, onClose }: PickerProps) {
  const t = useTexts(OVERLAY_TEXTS);
  const doc = useDoc();
  const [typed, setTyped] = useState("");
  const combobox = useCombobox({ defaultOpened: true });
  const box = useClickOutside(onClose);
  const names = useMemo(() => {
    const wanted = typed.trim().toLowerCase();
    return [...doc.flows.keys()].filter((name) => name.toLowerCase().includes(wanted));
  }, [doc, typed]);
  const fresh = (kind: NewKind) => suggestedName(doc, kind, source, typed, t.stem);
  const submit = (value: string) => {
    const kind = NEW_KINDS.find((one) => value === `new:${one}`);
    if (kind !== undefined) onPick({ what: "new", kind, name: fresh(kind) });
    else if (value === "end") onPick({ what: "end" });
    else onPick({ what: "state", name: value.slice("state:".length) });
  };
  const news = (
    <Combobox.Group label={t.new}>
      {NEW_KINDS.map((kind) => (
        <NewOption key={kind} kind={kind} name={fresh(kind)} />
      ))}
    </Combobox.Group>
  );
  const found = source !== null && (
    <Combobox.Group label={t.existing}>
      {names.slice(0, MOST).map((name) => (
        <Combobox.Option key={name} value={`state:${name}`} className={classes.option}>
          <IconArrowRight size={16} aria-hidden />
          <span>{name}</span>
        </Combobox.Option>
      ))}
      {names.length > MOST && (
        <Text size="xs" c="dimmed" p="xs">
          {t.moreFound(names.length - MOST)}
        </Text>
      )}
    </Combobox.Group>
  );
  return (
    <Paper
      ref={box}
      shadow="lg"
      withBorder
      role="dialog"
      aria-label={source === null ? t.pickAdd : t.pick}
      className={`${classes.picker ?? ""} nokey`}
      style={placedWithin(at, SIZE, within)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Combobox store={combobox} onOptionSubmit={submit} withinPortal={false}>
        <Combobox.EventsTarget>
          <TextInput
            autoFocus
            label={source === null ? t.pickAdd : t.pick}
            placeholder={t.pickPlaceholder}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.updateSelectedOptionIndex();
              combobox.selectFirstOption();
            }}
          />
        </Combobox.EventsTarget>
        <ScrollArea.Autosize mah={280} type="auto" mt="xs">
          <Combobox.Options>
            {typed.trim() !== "" && names.length > 0 ? (
              <>
                {found}
                {news}
              </>
            ) : (
              <>
                {news}
                {found}
              </>
            )}
            {source !== null && typed.trim() === "" && (
              <Combobox.Option value="end" className={classes.option}>
                <IconFlag size={16} aria-hidden />
                <span>{t.theEnd}</span>
              </Combobox.Option>
            )}
          </Combobox.Options>
        </ScrollArea.Autosize>
      </Combobox>
    </Paper>
  );
}

function NewOption({ kind, name }: { kind: NewKind; name: string }) {
  const t = useTexts(OVERLAY_TEXTS);
  const Sign = SIGNS[kind];
  return (
    <Combobox.Option value={`new:${kind}`} className={classes.option}>
      <Sign size={16} aria-hidden />
      <span>{t.newKind[kind]}</span>
      <span className={classes.optionName}>{name}</span>
    </Combobox.Option>
  );
}
