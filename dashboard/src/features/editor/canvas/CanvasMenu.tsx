import { Menu } from "@mantine/core";
import {
  IconArrowBarToRight,
  IconArrowRight,
  IconClipboard,
  IconCopy,
  IconCopyPlus,
  IconCut,
  IconLayoutGrid,
  IconPencil,
  IconPlus,
  IconSelectAll,
  IconTrash,
} from "@tabler/icons-react";
import type { FlowEdge, Graph, Handle, StateNode } from "@/flow/graph";
import type { Point } from "@/flow/layout";
import type { Source } from "@/flow/operations";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";
import classes from "./Overlay.module.css";
import { sourceFrom, sourceOf, sourcesTo } from "./sources";
import type { Clipboard } from "./useClipboard";
import type { Commands } from "./useCommands";

/** What a menu is about. */
export type About =
  | { readonly what: "pane"; readonly place: Point }
  | { readonly what: "states"; readonly names: readonly string[]; readonly node: StateNode | null }
  | { readonly what: "edge"; readonly edge: FlowEdge }
  | { readonly what: "ghost"; readonly name: string; readonly missing: boolean };

interface CanvasMenuProps {
  at: Point;
  about: About;
  graph: Graph;
  commands: Commands;
  clipboard: Clipboard;
  onOpen: (name: string) => void;
  /** Ask where something shall lead, or what to add at a place. */
  onPick: (source: Source | null, place: Point | null) => void;
  onClose: () => void;
}

/** What can be done with what was clicked. */
export function CanvasMenu(props: CanvasMenuProps) {
  const t = useTexts(ACTION_TEXTS);
  const { at, about, onClose } = props;
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={2}
      width={250}
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t.more}
          className={classes.anchor}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown className="nokey" mah="70vh" style={{ overflowY: "auto" }}>
        {about.what === "pane" && <PaneItems {...props} place={about.place} />}
        {about.what === "states" && <StateItems {...props} names={about.names} node={about.node} />}
        {about.what === "edge" && <EdgeItems {...props} edge={about.edge} />}
        {about.what === "ghost" && (
          <GhostItems {...props} name={about.name} missing={about.missing} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function PaneItems({ place, commands, clipboard, onPick }: CanvasMenuProps & { place: Point }) {
  const t = useTexts(ACTION_TEXTS);
  const { readOnly } = useEditing();
  return (
    <>
      {!readOnly && (
        <>
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => onPick(null, place)}>
            {t.addHere}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconClipboard size={16} />}
            onClick={() => clipboard.paste(place)}
          >
            {t.paste}
          </Menu.Item>
        </>
      )}
      <Menu.Item leftSection={<IconSelectAll size={16} />} onClick={() => commands.selectAll()}>
        {t.selectAll}
      </Menu.Item>
      {!readOnly && (
        <Menu.Item leftSection={<IconLayoutGrid size={16} />} onClick={() => commands.tidy()}>
          {t.tidy}
        </Menu.Item>
      )}
    </>
  );
}

interface StateItemsProps extends CanvasMenuProps {
  names: readonly string[];
  node: StateNode | null;
}

function StateItems({ names, node, commands, clipboard, onOpen, onPick }: StateItemsProps) {
  const t = useTexts(ACTION_TEXTS);
  const { readOnly } = useEditing();
  return (
    <>
      <Menu.Label>{node?.name ?? t.selected(names.length)}</Menu.Label>
      {node && (
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onOpen(node.name)}>
          {t.open}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => clipboard.copy(names)}>
        {t.copy}
      </Menu.Item>
      {!readOnly && (
        <>
          <Menu.Item
            leftSection={<IconCopyPlus size={16} />}
            onClick={() => commands.duplicate(names)}
          >
            {t.duplicate}
          </Menu.Item>
          <Menu.Item leftSection={<IconCut size={16} />} onClick={() => clipboard.cut(names)}>
            {t.cut}
          </Menu.Item>
          <Menu.Item
            className={classes.danger ?? ""}
            leftSection={<IconTrash size={16} />}
            onClick={() => commands.remove(names)}
          >
            {t.remove}
          </Menu.Item>
        </>
      )}
      {node && !readOnly && (
        <>
          <Menu.Divider />
          <Menu.Label>{t.leads}</Menu.Label>
          {node.handles.map((handle) => (
            <Menu.Item
              key={handle.id}
              leftSection={<IconArrowRight size={16} />}
              onClick={() => onPick(sourceFrom(node.name, handle), null)}
            >
              <HandleText handle={handle} />
            </Menu.Item>
          ))}
        </>
      )}
    </>
  );
}

function HandleText({ handle }: { handle: Handle }) {
  const t = useTexts(ACTION_TEXTS);
  const target = handle.lead === "end" ? t.end : handle.target;
  return handle.kind === "next" ? t.nextTo(target) : t.partTo(handle.label, target);
}

function EdgeItems({ edge, graph, commands, onPick }: CanvasMenuProps & { edge: FlowEdge }) {
  const t = useTexts(ACTION_TEXTS);
  const source = sourceOf(graph, edge.source, edge.handle);
  if (source === null) return null;
  return (
    <>
      <Menu.Item leftSection={<IconArrowRight size={16} />} onClick={() => onPick(source, null)}>
        {t.changeLink}
      </Menu.Item>
      <Menu.Item
        className={classes.danger ?? ""}
        leftSection={<IconTrash size={16} />}
        onClick={() => commands.disconnect(source)}
      >
        {t.removeLink}
      </Menu.Item>
    </>
  );
}

interface GhostItemsProps extends CanvasMenuProps {
  name: string;
  missing: boolean;
}

function GhostItems({ name, missing, graph, commands }: GhostItemsProps) {
  const t = useTexts(ACTION_TEXTS);
  return (
    <>
      <Menu.Item
        leftSection={<IconPlus size={16} />}
        onClick={() => commands.create({ type: "create_state", name, kind: "text" }, name, null)}
      >
        {t.createMissing(name)}
      </Menu.Item>
      {missing && (
        <Menu.Item
          leftSection={<IconArrowBarToRight size={16} />}
          onClick={() => commands.disconnect(...sourcesTo(graph, name))}
        >
          {t.ghostDisconnect}
        </Menu.Item>
      )}
    </>
  );
}
