import { Badge, Button, Code } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Schema, api, data } from "@/api";
import { confirm, defineTexts, useDescribe, useFormat, useTexts } from "@/ui";
import { Row } from "./Rows";
import { useFaults } from "./faults";
import { keysQuery, membersQuery } from "./queries";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: {
    made: (day: string) => `made on ${day}`,
    by: (name: string, day: string) => `made by ${name} on ${day}`,
    until: (moment: string) => `ends ${moment}`,
    ended: "ended",
    revoke: "End",
    revokeOf: (name: string) => `End the key ${name}`,
    revoking: (name: string) => `End the key ${name}?`,
    consequence: "Programs that use it are refused at once. This can't be undone.",
  },
  sw: {
    made: (day: string) => `ulitengenezwa ${day}`,
    by: (name: string, day: string) => `ulitengenezwa na ${name}, ${day}`,
    until: (moment: string) => `utaisha ${moment}`,
    ended: "umesitishwa",
    revoke: "Sitisha",
    revokeOf: (name: string) => `Sitisha ufunguo ${name}`,
    revoking: (name: string) => `Usitishe ufunguo ${name}?`,
    consequence: "Programu zinazoutumia zitakataliwa papo hapo. Huwezi kulirudisha jambo hili.",
  },
});

/** A key, and a button that ends it. */
export function KeyRow({ apiKey, living }: { apiKey: Schema<"Key">; living: boolean }) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const format = useFormat();
  const { data: members } = useQuery(membersQuery);
  const revoke = useRevoke(apiKey.id);
  const maker = members?.items.find((one) => one.user_id === apiKey.user_id);
  const day = format.day(apiKey.created_at);
  const ask = async () => {
    const question = {
      title: t.revoking(apiKey.name),
      children: t.consequence,
      confirm: t.revoke,
      cancel: shared.cancel,
    };
    if (await confirm(question)) revoke.mutate();
  };
  return (
    <Row
      title={apiKey.name}
      badge={
        !living && (
          <Badge variant="light" color="gray">
            {t.ended}
          </Badge>
        )
      }
      actions={
        living && (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            aria-label={t.revokeOf(apiKey.name)}
            loading={revoke.isPending}
            onClick={() => void ask()}
          >
            {t.revoke}
          </Button>
        )
      }
    >
      <Code>{apiKey.preview}</Code> ·{" "}
      {maker ? t.by(maker.full_name || maker.username, day) : t.made(day)}
      {living && apiKey.expires_at !== null && ` · ${t.until(format.moment(apiKey.expires_at))}`}
    </Row>
  );
}

function useRevoke(keyId: string) {
  const queryClient = useQueryClient();
  const faults = useFaults();
  const describe = useDescribe();
  return useMutation({
    mutationFn: () =>
      data(api.DELETE("/api/v1/keys/{key_id}", { params: { path: { key_id: keyId } } })),
    onError: (error) =>
      notifications.show({ color: "red", message: describe(faults.explained(error)) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
}
