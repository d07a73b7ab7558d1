import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { api, data, useSession } from "@/api";
import { defineTexts, useDescribe, useTexts } from "@/ui";

const TEXTS = defineTexts({ en: { signOut: "Sign out" }, sw: { signOut: "Toka" } });

/** Signs out; on a server in open mode there is nothing to sign out of. */
export function SignOutItem() {
  const t = useTexts(TEXTS);
  const describe = useDescribe();
  const { csrf_token: token } = useSession();
  if (token === "") return null;
  const signOut = async () => {
    try {
      await data(api.DELETE("/api/v1/session"));
    } catch (error) {
      notifications.show({ color: "red", message: describe(error) });
      return;
    }
    // Loaded anew, so that nothing of what was shown stays behind.
    window.location.assign("/sign-in");
  };
  return <Menu.Item onClick={() => void signOut()}>{t.signOut}</Menu.Item>;
}
