import { ActionIcon, Paper, ScrollArea, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState } from "react";
import { type Hit, search } from "@/flow/graph";
import { useTexts } from "@/ui";
import { useDoc } from "../store/context";
import classes from "./Overlay.module.css";
import { OVERLAY_TEXTS } from "./overlayTexts";

interface SearchBarProps {
  /** Show where something was found. */
  onShow: (hit: Hit) => void;
  onClose: () => void;
}

/** Finds texts in the flow; Enter goes from hit to hit. */
export function SearchBar({ onShow, onClose }: SearchBarProps) {
  const t = useTexts(OVERLAY_TEXTS);
  const doc = useDoc();
  const [query, setQuery] = useState("");
  const [current, setCurrent] = useState(-1);
  const wanted = useDeferredValue(query);
  const hits = useMemo(() => search(doc, wanted), [doc, wanted]);
  const go = (to: number) => {
    if (hits.length === 0) return;
    const index = (to + hits.length) % hits.length;
    const hit = hits[index];
    setCurrent(index);
    if (hit !== undefined) onShow(hit);
  };
  return (
    <Paper
      shadow="md"
      withBorder
      role="search"
      aria-label={t.search}
      className={`${classes.search ?? ""} nokey`}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={classes.searchRow}>
        <TextInput
          autoFocus
          size="sm"
          aria-label={t.search}
          placeholder={t.searchPlaceholder}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setCurrent(-1);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" || event.key === "ArrowDown") {
              event.preventDefault();
              go(event.shiftKey ? current - 1 : current + 1);
            } else if (event.key === "ArrowUp") {
              event.preventDefault();
              go(current - 1);
            }
          }}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t.previous}
          disabled={hits.length === 0}
          onClick={() => go(current - 1)}
        >
          <IconChevronUp size={18} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t.nextHit}
          disabled={hits.length === 0}
          onClick={() => go(current + 1)}
        >
          <IconChevronDown size={18} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t.close} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      <Text size="xs" c="dimmed" role="status" px={4} pt={4}>
        {wanted.trim() === ""
          ? null
          : current < 0
            ? t.hits(hits.length)
            : t.hitOf(current + 1, hits.length)}
      </Text>
      {hits.length > 0 && (
        <ScrollArea.Autosize mah={240} type="auto">
          {hits.map((hit, index) => (
            <HitLine key={index} hit={hit} current={index === current} onGo={() => go(index)} />
          ))}
        </ScrollArea.Autosize>
      )}
    </Paper>
  );
}

function HitLine({ hit, current, onGo }: { hit: Hit; current: boolean; onGo: () => void }) {
  const t = useTexts(OVERLAY_TEXTS);
  const { text, from, to } = hit;
  const start = Math.max(0, from - 24);
  return (
    <UnstyledButton
      className={classes.hit ?? ""}
      data-current={current}
      aria-current={current}
      onClick={onGo}
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: "nearest" });
      }}
    >
      <Text component="span" size="xs" c="dimmed">
        {hit.name} · {t.place[hit.place]}
      </Text>
      <Text component="span" size="sm" className={classes.hitText ?? ""}>
        {start > 0 && "…"}
        {text.slice(start, from)}
        <mark>{text.slice(from, to)}</mark>
        {text.slice(to, to + 80)}
      </Text>
    </UnstyledButton>
  );
}
