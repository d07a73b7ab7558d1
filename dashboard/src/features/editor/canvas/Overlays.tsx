import { useStore } from "@xyflow/react";
import type { Graph } from "@/flow/graph";
import type { Source } from "@/flow/operations";
import { useTexts } from "@/ui";
import { useDoc } from "../store/context";
import { CanvasMenu } from "./CanvasMenu";
import { creation } from "./create";
import { HEADER } from "./geometry";
import { OVERLAY_TEXTS } from "./overlayTexts";
import { type Picked, Picker } from "./Picker";
import type { Clipboard } from "./useClipboard";
import type { Commands } from "./useCommands";
import type { Overlays as Opened } from "./useOverlay";

interface OverlaysProps {
  overlays: Opened;
  graph: Graph;
  commands: Commands;
  clipboard: Clipboard;
  onOpen: (name: string) => void;
  /** The keyboard goes back to the canvas. */
  onLeave: (source: Source | null) => void;
}

/** The menu or the picker that is open. */
export function Overlays(props: OverlaysProps) {
  const { overlays, graph, commands, clipboard, onOpen, onLeave } = props;
  const t = useTexts(OVERLAY_TEXTS);
  const doc = useDoc();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const { overlay } = overlays;
  if (overlay === null) return null;
  const { at } = overlay;
  if (overlay.what === "menu") {
    return (
      <CanvasMenu
        at={at}
        about={overlay.about}
        graph={graph}
        commands={commands}
        clipboard={clipboard}
        onOpen={onOpen}
        onPick={(source, place) => overlays.replace({ what: "picker", at, source, place })}
        onClose={overlays.closeMenu}
      />
    );
  }
  const { source, place } = overlay;
  const pick = (picked: Picked) => {
    overlays.close();
    if (picked.what === "new") {
      // The line that was drawn ends at the head of the card.
      const corner = place && { x: place.x, y: place.y - (source === null ? 0 : HEADER / 2) };
      const { kind, name } = picked;
      commands.create(creation(doc, kind, name, source, t), name, corner);
    } else if (source !== null) {
      if (picked.what === "end") commands.disconnect(source);
      else commands.connect(source, picked.name);
      onLeave(source);
    }
  };
  return (
    <Picker
      key={`${at.x} ${at.y}`}
      at={at}
      within={{ width, height }}
      source={source}
      onPick={pick}
      onClose={() => {
        overlays.close();
        onLeave(source);
      }}
    />
  );
}
