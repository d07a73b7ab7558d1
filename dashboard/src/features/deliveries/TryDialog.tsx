import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, data, problemOf } from "@/api";
import { ErrorNotice, useTexts } from "@/ui";
import { RequestView, ResponseView } from "./Exchange";
import { OutcomeBadge } from "./badges";
import { PAGE } from "./pageTexts";

/** Send what a delivery sends to another URL, to look at it. */
export function TryDialog({ deliveryId, onClose }: { deliveryId: string; onClose: () => void }) {
  const t = useTexts(PAGE);
  const [url, setUrl] = useState("");
  const attempt = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/deliveries/{delivery_id}/try", {
          params: { path: { delivery_id: deliveryId } },
          body: { url: url.trim() },
        }),
      ),
  });
  const fault = problemOf(attempt.error, "url");
  return (
    <Modal opened onClose={onClose} title={t.elsewhere} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t.elsewhereAbout}</Text>
          <TextInput
            type="url"
            data-autofocus
            label={t.url}
            placeholder="https://debug.example/new-order"
            value={url}
            error={fault}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          {attempt.error && fault === undefined && <ErrorNotice error={attempt.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.close}
            </Button>
            <Button type="submit" loading={attempt.isPending} disabled={url.trim() === ""}>
              {t.send}
            </Button>
          </Group>
          {attempt.data && (
            <>
              <Group gap="xs" role="status">
                <OutcomeBadge outcome={attempt.data.outcome} />
                <Text size="sm" lang="en">
                  {attempt.data.sentence}
                </Text>
              </Group>
              <RequestView
                url={attempt.data.url}
                headers={attempt.data.request_headers}
                body={attempt.data.request_body}
              />
              <ResponseView
                status={attempt.data.http_status}
                durationMs={attempt.data.duration_ms}
                headers={attempt.data.response_headers}
                body={attempt.data.response_body}
                truncated={attempt.data.response_truncated}
              />
            </>
          )}
        </Stack>
      </form>
    </Modal>
  );
}
