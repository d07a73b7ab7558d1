import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft, IconListTree, IconPlus, IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState } from "react";
import { outline } from "@/flow/graph";
import { EmptyState, useTexts } from "@/ui";
import { CreateStateForm } from "../panel/CreateStateForm";
import { StatePanel } from "../panel/StatePanel";
import { useDispatch, useDoc, useEditing, useEditorState } from "../store/context";
import { CreateIntentForm } from "./CreateIntentForm";
import classes from "./ListView.module.css";
import { StateTree } from "./StateTree";
import { visibleRows } from "./rows";
import { LIST_TEXTS } from "./texts";

/** The states as a tree from each intent, and the one that is selected beside it. */
export function ListView() {
  const t = useTexts(LIST_TEXTS);
  const { store, readOnly } = useEditing();
  const doc = useDoc();
  const selected = useEditorState((state) => state.selection[0]) ?? null;
  const phone = useMediaQuery("(max-width: 48em)");
  const [query, setQuery] = useState("");
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const shownDoc = useDeferredValue(doc);
  const rows = useMemo(() => outline(shownDoc), [shownDoc]);
  const visible = useMemo(
    () => visibleRows(shownDoc, rows, collapsed, query),
    [shownDoc, rows, collapsed, query],
  );
  const select = (name: string) => store.select([name]);
  const open = selected !== null && doc.flows.has(selected);
  const toggle = (id: string) => {
    const next = new Set(collapsed);
    if (!next.delete(id)) next.add(id);
    setCollapsed(next);
  };
  return (
    <div className={classes.view} data-open={open}>
      <section className={classes.list} aria-label={t.tree}>
        <div className={classes.tools}>
          <TextInput
            size="xs"
            aria-label={t.search}
            placeholder={t.search}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          {!readOnly && <Additions onAdded={select} />}
        </div>
        {rows.length === 0 ? (
          <EmptyState icon={IconListTree} title={t.emptyTitle}>
            {t.emptyAbout}
          </EmptyState>
        ) : visible.length === 0 ? (
          <Text c="dimmed" p="md">
            {t.nothing}
          </Text>
        ) : (
          <StateTree rows={visible} selected={selected} onSelect={select} onToggle={toggle} />
        )}
      </section>
      <section className={classes.panel} aria-label={selected ?? t.choose}>
        {open ? (
          <>
            {phone && (
              <Button
                size="compact-sm"
                variant="subtle"
                mb="xs"
                leftSection={<IconArrowLeft size={14} aria-hidden />}
                onClick={() => store.select([])}
              >
                {t.back}
              </Button>
            )}
            <StatePanel key={selected} name={selected} onSelect={select} />
          </>
        ) : (
          <Text c="dimmed">{t.choose}</Text>
        )}
      </section>
    </div>
  );
}

/** Buttons that add a state or an intent. */
function Additions({ onAdded }: { onAdded: (name: string) => void }) {
  const t = useTexts(LIST_TEXTS);
  const dispatch = useDispatch();
  const [addingState, state] = useDisclosure(false);
  const [addingIntent, intent] = useDisclosure(false);
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={intent.open}>
        {t.addIntent}
      </Button>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={state.open}
      >
        {t.addState}
      </Button>
      <Modal opened={addingState} onClose={state.close} title={t.createState}>
        {addingState && (
          <CreateStateForm
            onCancel={state.close}
            onSave={(made) => {
              if (dispatch({ type: "create_state", ...made })) onAdded(made.name);
              state.close();
            }}
          />
        )}
      </Modal>
      <Modal opened={addingIntent} onClose={intent.close} title={t.addIntent}>
        {addingIntent && (
          <CreateIntentForm
            onCancel={intent.close}
            onSaved={(name) => {
              onAdded(name);
              intent.close();
            }}
          />
        )}
      </Modal>
    </Group>
  );
}
