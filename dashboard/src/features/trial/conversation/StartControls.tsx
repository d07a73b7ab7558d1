import { ActionIcon, Popover, SegmentedControl, Select, Switch, Tooltip } from "@mantine/core";
import { IconAdjustments, IconRotate } from "@tabler/icons-react";
import { useMemo } from "react";
import { useDoc } from "@/features/editor";
import { useTexts } from "@/ui";
import classes from "../TrialDrawer.module.css";
import { TEXTS } from "../texts";
import { useForm, useTrial } from "../useTrial";

/** The draft or the published version, from the beginning or from any state. */
export function StartControls() {
  const t = useTexts(TEXTS);
  const { store, trial } = useTrial();
  const { published } = useForm(trial.start.on);
  const doc = useDoc();
  const states = useMemo(() => [...doc.flows.keys()], [doc]);
  const beginAt = (state: string | null) => {
    // In the middle of a flow, what is remembered so far is taken along.
    const memory = state === null ? {} : (trial.exchanges.at(-1)?.turn?.memory ?? {});
    store.restart({ state, memory });
  };
  return (
    <>
      <div className={classes.row}>
        <SegmentedControl
          className={classes.grow}
          size="xs"
          fullWidth
          aria-label={t.on}
          title={published ? undefined : t.notPublished}
          value={trial.start.on}
          onChange={(value) => store.restart({ on: value === "live" ? "live" : "draft" })}
          data={[
            { value: "draft", label: t.draft },
            { value: "live", label: t.live, disabled: !published },
          ]}
        />
        <Popover position="bottom-end" width={280} withArrow shadow="md" trapFocus>
          <Popover.Target>
            <ActionIcon size="lg" variant="default" aria-label={t.options}>
              <IconAdjustments size={18} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <Switch
              label={t.callMiddleware}
              description={t.callMiddlewareAbout}
              checked={trial.callMiddleware}
              onChange={(event) => store.setCallMiddleware(event.currentTarget.checked)}
            />
          </Popover.Dropdown>
        </Popover>
      </div>
      <div className={classes.row}>
        <Select
          className={classes.grow}
          size="xs"
          aria-label={t.beginAt}
          placeholder={`${t.beginAt}: ${t.beginning}`}
          data={states}
          limit={200}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t.fromBeginning }}
          nothingFoundMessage={t.noSuchState}
          value={trial.start.state}
          onChange={beginAt}
        />
        <Tooltip label={t.restart}>
          <ActionIcon
            size="lg"
            variant="default"
            onClick={() => store.restart()}
            aria-label={t.restart}
          >
            <IconRotate size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </>
  );
}
