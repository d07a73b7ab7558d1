import { Badge, Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Role, type Schema, api, data, sessionQuery, useSession } from "@/api";
import { confirm, defineTexts, useDescribe, useFormat, useTexts } from "@/ui";
import { RoleName } from "./RoleName";
import { RoleSelect } from "./RoleSelect";
import { Row } from "./Rows";
import { useFaults } from "./faults";
import { membersQuery } from "./queries";
import { mayChange } from "./roles";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: {
    you: "You",
    since: (day: string) => `since ${day}`,
    roleOf: (name: string) => `Role of ${name}`,
    remove: "Take out",
    removeOf: (name: string) => `Take ${name} out of the workspace`,
    removing: (name: string) => `Take ${name} out?`,
    gone: "They are signed out at once, and the API keys they made stop working. What they built stays.",
    ownTitle: "Change your own role?",
    own: (role: string) => `You will be ${role} here, and can't take that back by yourself.`,
    change: "Change my role",
  },
  sw: {
    you: "Wewe",
    since: (day: string) => `tangu ${day}`,
    roleOf: (name: string) => `Jukumu la ${name}`,
    remove: "Ondoa",
    removeOf: (name: string) => `Ondoa ${name} kwenye eneo la kazi`,
    removing: (name: string) => `Umwondoe ${name}?`,
    gone: "Atatolewa papo hapo, na funguo za API alizotengeneza zitaacha kufanya kazi. Alichotengeneza kinabaki.",
    ownTitle: "Ubadilishe jukumu lako mwenyewe?",
    own: (role: string) => `Utakuwa ${role} hapa, na hutaweza kulirudisha mwenyewe.`,
    change: "Badilisha jukumu langu",
  },
});

/** A member; whoever may, changes their role or takes them out. */
export function MemberRow({ member }: { member: Schema<"MemberOut"> }) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const format = useFormat();
  const { user } = useSession();
  const { setRole, remove } = useChanges(member.user_id);
  const name = member.full_name || member.username;
  const isMe = member.user_id === user.id;
  const mine = mayChange(user.role, member.role);

  const changeRole = async (role: Role) => {
    const question = {
      title: t.ownTitle,
      children: t.own(shared.roles[role]),
      confirm: t.change,
      cancel: shared.cancel,
    };
    if (!isMe || (await confirm(question))) setRole.mutate(role);
  };
  const takeOut = async () => {
    const question = {
      title: t.removing(name),
      children: t.gone,
      confirm: t.remove,
      cancel: shared.cancel,
    };
    if (await confirm(question)) remove.mutate();
  };

  return (
    <Row
      title={name}
      badge={isMe && <Badge variant="light">{t.you}</Badge>}
      actions={
        mine ? (
          <>
            <RoleSelect
              label={t.roleOf(name)}
              value={member.role}
              owners={user.role === "owner"}
              disabled={setRole.isPending}
              onChange={(role) => void changeRole(role)}
            />
            {!isMe && (
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                aria-label={t.removeOf(name)}
                loading={remove.isPending}
                onClick={() => void takeOut()}
              >
                {t.remove}
              </Button>
            )}
          </>
        ) : (
          <Text size="sm" component="span">
            <RoleName role={member.role} />
          </Text>
        )
      }
    >
      {member.username} · {t.since(format.day(member.created_at))}
    </Row>
  );
}

function useChanges(userId: number) {
  const queryClient = useQueryClient();
  const faults = useFaults();
  const describe = useDescribe();
  const { user } = useSession();
  const after = {
    onError: (error: Error) =>
      notifications.show({ color: "red", message: describe(faults.explained(error)) }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
      if (userId === user.id)
        await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  };
  const params = { path: { user_id: userId } };
  const setRole = useMutation({
    mutationFn: (role: Role) =>
      data(api.PATCH("/api/v1/members/{user_id}", { params, body: { role } })),
    ...after,
  });
  const remove = useMutation({
    mutationFn: () => data(api.DELETE("/api/v1/members/{user_id}", { params })),
    ...after,
  });
  return { setRole, remove };
}
