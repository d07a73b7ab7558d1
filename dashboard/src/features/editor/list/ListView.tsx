import { Button, Text, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft, IconListTree, IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { outline } from "@/flow/graph";
import { EmptyState, useTexts } from "@/ui";
import { useRemove } from "../panel/useRemove";
import { StatePanel } from "../panel/StatePanel";
import { useDoc, useEditing, useEditorState } from "../store/context";
import { AddIntentButton, AddStateButton } from "./Additions";
import classes from "./ListView.module.css";
import { StateTree } from "./StateTree";
import { revealing, visibleRows } from "./rows";
import { LIST_TEXTS } from "./texts";

/** The states as a tree from each intent, and the one that is selected beside it. */
export function ListView() {
  const t = useTexts(LIST_TEXTS);
  const { store, readOnly } = useEditing();
  const doc = useDoc();
  const selected = useEditorState((state) => state.selection[0]) ?? null;
  const tree = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const shownDoc = useDeferredValue(doc);
  const wanted = useDeferredValue(query);
  const rows = useMemo(() => outline(shownDoc), [shownDoc]);
  const visible = useMemo(
    () => visibleRows(shownDoc, rows, collapsed, wanted),
    [shownDoc, rows, collapsed, wanted],
  );
  const [seen, setSeen] = useState<string | null>(null);
  if (selected !== seen) {
    setSeen(selected);
    if (selected !== null) setCollapsed(revealing(rows, collapsed, selected));
  }
  const select = (name: string) => {
    setCollapsed(revealing(rows, collapsed, name));
    store.select([name]);
  };
  const toggle = (id: string) => {
    const next = new Set(collapsed);
    if (!next.delete(id)) next.add(id);
    setCollapsed(next);
  };
  const remove = useRemove();
  return (
    <div className={classes.view} data-open={selected !== null}>
      <section className={classes.list} aria-label={t.tree}>
        {(rows.length > 0 || readOnly) && (
          <div className={classes.tools}>
            <TextInput
              size="xs"
              className={classes.search}
              aria-label={t.search}
              placeholder={t.search}
              leftSection={<IconSearch size={14} aria-hidden />}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
            {!readOnly && (
              <>
                <AddIntentButton label={t.addIntent} onAdded={select} />
                <AddStateButton onAdded={select} />
              </>
            )}
          </div>
        )}
        {rows.length === 0 ? (
          <EmptyState
            icon={IconListTree}
            title={t.emptyTitle}
            action={!readOnly && <AddIntentButton label={t.firstIntent} large onAdded={select} />}
          >
            {t.emptyAbout}
          </EmptyState>
        ) : visible.length === 0 ? (
          <Text c="dimmed" p="md" role="status">
            {t.nothing}
          </Text>
        ) : (
          <StateTree
            rows={visible}
            selected={selected}
            tree={tree}
            onSelect={select}
            onToggle={toggle}
            onRemove={readOnly ? undefined : remove}
          />
        )}
      </section>
      <Beside
        name={selected}
        onSelect={select}
        onBack={() => {
          store.select([]);
          requestAnimationFrame(() => tree.current?.focus());
        }}
      />
    </div>
  );
}

interface BesideProps {
  name: string | null;
  onSelect: (name: string) => void;
  onBack: () => void;
}

/** The selected state; on a phone it takes the place of the list. */
function Beside({ name, onSelect, onBack }: BesideProps) {
  const t = useTexts(LIST_TEXTS);
  const phone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!phone || name === null) return;
    section.current?.focus();
    section.current?.scrollTo({ top: 0 });
  }, [phone, name]);
  return (
    <section ref={section} tabIndex={-1} className={classes.panel} aria-label={name ?? t.choose}>
      {name === null ? (
        <Text c="dimmed">{t.choose}</Text>
      ) : (
        <>
          {phone && (
            <Button
              size="compact-sm"
              variant="subtle"
              mb="xs"
              leftSection={<IconArrowLeft size={14} aria-hidden />}
              onClick={onBack}
            >
              {t.back}
            </Button>
          )}
          <StatePanel key={name} name={name} onSelect={onSelect} />
        </>
      )}
    </section>
  );
}
