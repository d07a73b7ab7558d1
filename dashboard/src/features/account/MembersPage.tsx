import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMay, useSession } from "@/api";
import { ErrorNotice, Page, Waiting, defineTexts, useTexts } from "@/ui";
import { InvitationsSection } from "./InvitationsSection";
import { InviteDialog } from "./InviteDialog";
import { MemberRow } from "./MemberRow";
import { Rows } from "./Rows";
import { Section } from "./Section";
import { membersQuery } from "./queries";

const TEXTS = defineTexts({
  en: {
    title: "Members",
    about: (workspace: string) =>
      `Who belongs to the workspace ${workspace}. All of them see the same bots; a role says what somebody may do with them.`,
    list: "Who belongs here",
    invite: "Invite somebody",
    alone:
      "You are alone so far. Invite the people who work on your bots with you; each gets a role and a password of their own.",
    aloneViewer: "You are alone so far.",
  },
  sw: {
    title: "Wanachama",
    about: (workspace: string) =>
      `Watu wa eneo la kazi ${workspace}. Wote wanaona bot zile zile; jukumu linaonyesha mtu anachoweza kufanya nazo.`,
    list: "Walio hapa",
    invite: "Alika mtu",
    alone:
      "Uko peke yako kwa sasa. Alika wanaofanya kazi nawe kwenye bot zako; kila mmoja atapata jukumu na nenosiri lake.",
    aloneViewer: "Uko peke yako kwa sasa.",
  },
});

/** Who belongs to the workspace, and who is invited to it. */
export function MembersPage() {
  const t = useTexts(TEXTS);
  const { user } = useSession();
  const admin = useMay("admin");
  const [inviting, dialog] = useDisclosure(false);
  const members = useQuery(membersQuery);
  const alone = admin ? t.alone : t.aloneViewer;
  return (
    <Page
      title={t.title}
      about={t.about(user.workspace)}
      actions={
        admin && (
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={dialog.open}>
            {t.invite}
          </Button>
        )
      }
    >
      <Section title={t.list} about={members.data?.items.length === 1 ? alone : undefined}>
        {members.isPending && <Waiting />}
        {members.isError && (
          <ErrorNotice error={members.error} retry={() => void members.refetch()} />
        )}
        {members.data && (
          <Rows label={t.list}>
            {members.data.items.map((member) => (
              <MemberRow key={member.user_id} member={member} />
            ))}
          </Rows>
        )}
      </Section>
      {admin && <InvitationsSection />}
      {admin && <InviteDialog opened={inviting} onClose={dialog.close} />}
    </Page>
  );
}
