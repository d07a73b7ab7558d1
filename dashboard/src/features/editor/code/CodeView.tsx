import { Alert, Button, Group, SegmentedControl, Text } from "@mantine/core";
import { IconArrowsSplit2 } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useId, useRef } from "react";
import { locate } from "@/flow/document";
import { confirm, useTexts } from "@/ui";
import { useEditing, useEditorState } from "../store/context";
import classes from "./CodeView.module.css";
import { keepFormat } from "./kept";
import type { CodeSession } from "./session";
import { CODE_TEXTS } from "./texts";
import { useCode } from "./useCode";
import { useCodeEditor } from "./useCodeEditor";
import { useDiagnostics } from "./useDiagnostics";

/** The bot as YAML or JSON: what is typed is taken over while it can be read. */
export function CodeView() {
  const t = useTexts(CODE_TEXTS);
  const { store, readOnly } = useEditing();
  const { controller, session } = useCode();
  const host = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const editor = useCodeEditor(host, {
    controller,
    session,
    readOnly,
    label: t.editor,
    hintId,
    phrases: t.phrases,
    diagnostics: useDiagnostics(session),
    onMove: (offset) => {
      const state = stateAt(controller.get(), offset);
      if (state !== null) store.select([state]);
    },
  });
  const selected = useEditorState((state) => state.selection[0]);
  const show = useEffectEvent((name: string) => {
    const { read } = controller.get();
    const place = read?.place.inner?.get("flows")?.inner?.get(name);
    const cursor = host.current?.contains(document.activeElement);
    if (read && place && cursor !== true) editor.goTo(locate(read, ["flows", name]).from);
  });
  useEffect(() => {
    if (selected !== undefined) show(selected);
  }, [selected]);
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t.format}
          data={[
            { value: "yaml", label: "YAML" },
            { value: "json", label: "JSON" },
          ]}
          value={session.format}
          disabled={session.error !== null || session.clashes.length > 0}
          onChange={(value) => {
            const format = value === "json" ? "json" : "yaml";
            controller.switchTo(format);
            keepFormat(format);
          }}
        />
        <Status session={session} readOnly={readOnly} />
        {session.error !== null && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              void confirm({
                title: t.discardTitle,
                children: t.discardAbout,
                confirm: t.discard,
                cancel: t.cancel,
              }).then((yes) => {
                if (yes) controller.discard();
              });
            }}
          >
            {t.discard}
          </Button>
        )}
      </div>
      {session.clashes.length > 0 && (
        <Alert
          className={classes.notice ?? ""}
          color="orange"
          icon={<IconArrowsSplit2 aria-hidden />}
          title={t.clashTitle}
        >
          <Text size="sm">{t.clashAbout(session.clashes.map(({ name }) => name).join(", "))}</Text>
          <Group gap="xs" mt="xs">
            <Button size="xs" onClick={() => controller.settle("mine")}>
              {t.mine}
            </Button>
            <Button size="xs" variant="default" onClick={() => controller.settle("theirs")}>
              {t.theirs}
            </Button>
          </Group>
        </Alert>
      )}
      <div ref={host} className={classes.editor} />
      <Text id={hintId} className={classes.hint ?? ""} size="xs" c="dimmed">
        {t.keys}
      </Text>
    </div>
  );
}

/** Whether the text is taken over, and what to do where it can't be. */
function Status({ session, readOnly }: { session: CodeSession; readOnly: boolean }) {
  const t = useTexts(CODE_TEXTS);
  const { read, error } = session;
  return (
    <Text className={classes.status ?? ""} size="sm" role="status" data-broken={error !== null}>
      {readOnly
        ? t.readOnly
        : error !== null
          ? `${t.broken(error.line, t.problem[error.problem](error.detail))} ${t.brokenAbout}`
          : read === null
            ? t.reading
            : t.inStep}
    </Text>
  );
}

/** The state that an offset of the text is in. */
function stateAt({ read }: CodeSession, offset: number): string | null {
  const states = read?.place.inner?.get("flows")?.inner ?? [];
  for (const [name, { from, to, key }] of states) {
    if (offset >= (key ?? from) && offset <= to) return String(name);
  }
  return null;
}
