import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";
import { useLinking } from "./linking";
import type { LinkEdge } from "./nodes";
import classes from "./Link.module.css";
import { routeOf } from "./route";

const NO_DROPS = { from: 0, to: 0 };

/** The line from a way out to the state it leads to. */
export const Link = memo(function Link({
  id,
  data,
  selected,
  sourceX,
  sourceY,
  targetX,
  targetY,
}: EdgeProps<LinkEdge>) {
  const t = useTexts(ACTION_TEXTS);
  const { unlink } = useLinking();
  const { readOnly } = useEditing();
  const { path, middle } = routeOf(
    { x: sourceX, y: sourceY },
    { x: targetX, y: targetY },
    data?.drops ?? NO_DROPS,
  );
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={18}
        className={classes.link ?? ""}
        data-dangling={data?.edge.dangling}
        data-selected={selected}
      />
      {selected && !readOnly && (
        <EdgeLabelRenderer>
          <ActionIcon
            size="md"
            radius="xl"
            variant="filled"
            aria-label={t.removeLink}
            title={t.removeLink}
            className={`${classes.remove ?? ""} nopan nodrag`}
            style={{ translate: `calc(${middle.x}px - 50%) calc(${middle.y}px - 50%)` }}
            onClick={() => unlink(id)}
          >
            <IconX size={16} />
          </ActionIcon>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
