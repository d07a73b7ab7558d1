import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api";
import { confirm, defineTexts, useTexts } from "@/ui";
import { type Delivery, deliveryQuery } from "./queries";

const TEXTS = defineTexts({
  en: {
    resendTitle: "Send it again?",
    resendAbout:
      "The receiver has taken it already. It gets the same once more, under the same id, so that it can tell.",
    resend: "Send again",
    cancelTitle: "Call it off?",
    cancelAbout:
      "It is not sent any more, and the next one of its conversation moves up. You can resend it later.",
    cancel: "Call off",
    keep: "Leave it as it is",
  },
  sw: {
    resendTitle: "Uitume tena?",
    resendAbout:
      "Mpokeaji ameshaipokea. Ataipata mara nyingine, kwa kitambulisho kile kile, ili aitambue.",
    resend: "Tuma tena",
    cancelTitle: "Uighairi?",
    cancelAbout:
      "Haitatumwa tena, na inayofuata ya mazungumzo yake itasonga mbele. Unaweza kuituma tena baadaye.",
    cancel: "Ghairi",
    keep: "Iache kama ilivyo",
  },
});

export type Action = "resend" | "sendNow" | "cancel";

/** What can be done with a delivery as it stands. */
export function actionsFor({ status }: Pick<Delivery, "status">): readonly Action[] {
  if (status === "sending") return [];
  return status === "pending" || status === "failed" ? ["sendNow", "cancel"] : ["resend"];
}

/** Do something with a delivery, after a question where it needs one. */
export function useDeliveryAction(delivery: Delivery) {
  const t = useTexts(TEXTS);
  const queryClient = useQueryClient();
  const params = { path: { delivery_id: delivery.id } };
  const mutation = useMutation({
    mutationFn: (action: Action) => {
      if (action === "resend")
        return data(api.POST("/api/v1/deliveries/{delivery_id}/resend", { params }));
      if (action === "sendNow")
        return data(api.POST("/api/v1/deliveries/{delivery_id}/send-now", { params }));
      return data(api.POST("/api/v1/deliveries/{delivery_id}/cancel", { params }));
    },
    onSuccess: (answer) => queryClient.setQueryData(deliveryQuery(delivery.id).queryKey, answer),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["deliveries"] });
      void queryClient.invalidateQueries({ queryKey: ["delivery", delivery.id] });
    },
  });
  const ask = async (action: Action): Promise<boolean> => {
    if (action === "cancel")
      return confirm({
        title: t.cancelTitle,
        children: t.cancelAbout,
        confirm: t.cancel,
        cancel: t.keep,
      });
    if (action === "resend" && delivery.status === "delivered")
      return confirm({
        title: t.resendTitle,
        children: t.resendAbout,
        confirm: t.resend,
        cancel: t.keep,
        danger: false,
      });
    return true;
  };
  return {
    mutation,
    run: async (action: Action, onError?: (error: Error) => void) => {
      if (await ask(action)) mutation.mutate(action, onError ? { onError } : {});
    },
  };
}
