import { Alert, Stack, Switch, TagsInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { SyntheticEvent } from "react";
import { api, data, problemOf, useMay } from "@/api";
import { Copyable, ErrorNotice, Waiting, useDocumentTitle, useTexts } from "@/ui";
import { SaveBar } from "./SaveBar";
import { Section } from "./Section";
import { useChanges } from "./changes";
import { useUnsaved } from "./unsaved";
import { LookFields } from "./website/LookFields";
import { TEXTS } from "./website/texts";
import { type Widget, snippetOf, whole } from "./website/theme";

/** The chat bubble for web pages. */
export function WebsiteSettings() {
  const t = useTexts(TEXTS);
  useDocumentTitle(t.tab);
  const { botId } = useParams({ from: "/shell/bots/$botId" });
  const path = { bot_id: botId };
  const widget = useQuery({
    queryKey: ["bots", botId, "widget"],
    queryFn: async () =>
      whole(await data(api.GET("/api/v1/bots/{bot_id}/widget", { params: { path } }))),
  });
  if (widget.error) return <ErrorNotice error={widget.error} retry={() => void widget.refetch()} />;
  if (!widget.data) return <Waiting />;
  return (
    <Stack gap="md">
      <Section title={t.title} about={t.about}>
        <Form botId={botId} saved={widget.data} />
      </Section>
      <Section title={t.snippet} about={t.snippetAbout}>
        <Copyable value={snippetOf(botId, window.location.origin)} label={t.snippet} />
      </Section>
    </Stack>
  );
}

function Form({ botId, saved }: { botId: number; saved: Widget }) {
  const t = useTexts(TEXTS);
  const may = useMay("editor");
  const queryClient = useQueryClient();
  const { value, dirty, change, discard } = useChanges(saved);
  useUnsaved(dirty);
  const save = useMutation({
    mutationFn: () =>
      data(
        api.PUT("/api/v1/bots/{bot_id}/widget", {
          params: { path: { bot_id: botId } },
          body: value,
        }),
      ),
    onSuccess: (answer) => {
      queryClient.setQueryData(["bots", botId, "widget"], whole(answer));
      discard();
      notifications.show({ message: t.saved });
      void queryClient.invalidateQueries({ queryKey: ["bots", botId] });
    },
  });
  const domains = value.approved_domain.split(/[\s,]+/).filter((domain) => domain !== "");
  const fault = problemOf(save.error, "approved_domain") ?? problemOf(save.error, "plugin");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Switch
          label={t.enabled}
          description={t.enabledAbout}
          checked={value.enabled}
          disabled={!may}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <TagsInput
          label={t.domains}
          description={t.domainsAbout}
          placeholder={domains.length === 0 ? t.domainsAdd : ""}
          value={domains}
          disabled={!may}
          error={fault}
          acceptValueOnBlur
          splitChars={[",", " "]}
          onChange={(names) => change({ approved_domain: names.join(", ") })}
        />
        {value.enabled && domains.length === 0 && (
          <Alert variant="light" color="orange" py="xs">
            {t.anyPage}
          </Alert>
        )}
        <LookFields
          theme={value.theme_config}
          disabled={!may}
          onChange={(theme_config) => change({ theme_config })}
        />
        {save.error && fault === undefined && <ErrorNotice error={save.error} />}
        {may && (
          <SaveBar
            dirty={dirty}
            saving={save.isPending}
            onDiscard={() => {
              discard();
              save.reset();
            }}
          />
        )}
      </Stack>
    </form>
  );
}
