import { Badge, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Schema, api, data } from "@/api";
import { ErrorNotice, Waiting, confirm, defineTexts, useFormat, useTexts } from "@/ui";
import { RoleName } from "./RoleName";
import { Row, Rows } from "./Rows";
import { Section } from "./Section";
import { useFaults } from "./faults";
import { invitationsQuery } from "./queries";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: {
    title: "Invitations",
    none: "No invitation is open. An invitation is a link: you send it to somebody yourself, and whoever opens it first joins.",
    open: "Links that nobody has used yet.",
    nameless: "An invitation",
    expired: "expired",
    until: (day: string) => `holds until ${day}`,
    ended: (day: string) => `ended on ${day}`,
    withdraw: "Withdraw",
    withdrawOf: (name: string) => `Withdraw the invitation: ${name}`,
    withdrawing: "Withdraw this invitation?",
    useless: "Its link will let nobody in any more.",
  },
  sw: {
    title: "Mialiko",
    none: "Hakuna mwaliko ulio wazi. Mwaliko ni kiungo: unamtumia mtu wewe mwenyewe, na anayekifungua kwanza anajiunga.",
    open: "Viungo ambavyo bado hakuna aliyevitumia.",
    nameless: "Mwaliko",
    expired: "umekwisha",
    until: (day: string) => `utaisha ${day}`,
    ended: (day: string) => `uliisha ${day}`,
    withdraw: "Futa",
    withdrawOf: (name: string) => `Futa mwaliko: ${name}`,
    withdrawing: "Ufute mwaliko huu?",
    useless: "Kiungo chake hakitamruhusu mtu yeyote tena.",
  },
});

/** The invitations that nobody has taken up. */
export function InvitationsSection() {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const faults = useFaults();
  const queryClient = useQueryClient();
  const invitations = useQuery(invitationsQuery);
  const withdraw = useMutation({
    mutationFn: (id: string) =>
      data(
        api.DELETE("/api/v1/invitations/{invitation_id}", {
          params: { path: { invitation_id: id } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  const ask = async (id: string) => {
    const question = {
      title: t.withdrawing,
      children: t.useless,
      confirm: t.withdraw,
      cancel: shared.cancel,
    };
    if (await confirm(question)) withdraw.mutate(id);
  };
  const listed = invitations.data?.items ?? [];
  return (
    <Section title={t.title} about={listed.length > 0 ? t.open : t.none}>
      {withdraw.isError && <ErrorNotice error={faults.explained(withdraw.error)} />}
      {invitations.isPending && <Waiting lines={1} />}
      {invitations.isError && (
        <ErrorNotice error={invitations.error} retry={() => void invitations.refetch()} />
      )}
      {listed.length > 0 && (
        <Rows label={t.title}>
          {listed.map((one) => (
            <InvitationRow
              key={one.id}
              invitation={one}
              hasEnded={Date.parse(one.expires_at) <= invitations.dataUpdatedAt}
              onWithdraw={() => void ask(one.id)}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}

interface InvitationRowProps {
  invitation: Schema<"InvitationOut">;
  hasEnded: boolean;
  onWithdraw: () => void;
}

function InvitationRow({ invitation, hasEnded, onWithdraw }: InvitationRowProps) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const day = format.day(invitation.expires_at);
  const name = invitation.note || t.nameless;
  return (
    <Row
      title={name}
      badge={
        hasEnded && (
          <Badge variant="light" color="gray">
            {t.expired}
          </Badge>
        )
      }
      actions={
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          aria-label={t.withdrawOf(name)}
          onClick={onWithdraw}
        >
          {t.withdraw}
        </Button>
      }
    >
      <RoleName role={invitation.role} /> · {hasEnded ? t.ended(day) : t.until(day)}
    </Row>
  );
}
