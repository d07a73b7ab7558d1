import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ApiError, api, data } from "@/api";
import { confirm, useDescribe, useTexts } from "@/ui";
import { TEXTS } from "./texts";

/** Delete what is known of a person, after asking; what has still to be sent is asked about again. */
export function ForgetButton({ botId, chatId }: { botId: number; chatId: string }) {
  const t = useTexts(TEXTS);
  const describe = useDescribe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const forgetting = useMutation({
    mutationFn: (cancel: boolean) =>
      data(
        api.DELETE("/api/v1/bots/{bot_id}/conversations/{chat_id}", {
          params: { path: { bot_id: botId, chat_id: chatId }, query: { cancel } },
        }),
      ),
    onSuccess: async (done) => {
      await navigate({ to: "/bots/$botId/conversations", params: { botId } });
      notifications.show({ message: t.forgotten(done.turns, done.deliveries) });
      client.removeQueries({ queryKey: ["conversation", botId, chatId] });
      client.removeQueries({ queryKey: ["transcript", botId, chatId] });
      await client.invalidateQueries({ queryKey: ["conversations", botId] });
    },
    onError: async (error) => {
      if (!(error instanceof ApiError && error.code === "deliveries_pending")) {
        notifications.show({ color: "red", message: describe(error) });
        return;
      }
      const sure = await confirm({
        title: t.pendingTitle,
        children: `${describe(error)} ${t.pendingAbout}`,
        confirm: t.pendingYes,
        cancel: t.keep,
      });
      if (sure) forgetting.mutate(true);
    },
  });
  const ask = async () => {
    const sure = await confirm({
      title: t.forgetTitle(chatId),
      children: t.forgetAbout,
      confirm: t.forgetYes,
      cancel: t.keep,
    });
    if (sure) forgetting.mutate(false);
  };
  return (
    <Button
      variant="light"
      color="red"
      leftSection={<IconTrash size={18} aria-hidden />}
      loading={forgetting.isPending}
      onClick={() => void ask()}
    >
      {t.forget}
    </Button>
  );
}
