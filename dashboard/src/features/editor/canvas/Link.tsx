import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from "@xyflow/react";
import { memo } from "react";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";
import { useLinking } from "./linking";
import type { LinkEdge } from "./nodes";
import classes from "./Link.module.css";

/** The line from a way out to the state it leads to. */
export const Link = memo(function Link({
  id,
  data,
  selected,
  sourceX,
  sourceY,
  sourcePosition,
  targetX,
  targetY,
  targetPosition,
}: EdgeProps<LinkEdge>) {
  const t = useTexts(ACTION_TEXTS);
  const { unlink } = useLinking();
  const { readOnly } = useEditing();
  const [path, middleX, middleY] = getBezierPath({
    sourceX,
    sourceY,
    sourcePosition,
    targetX,
    targetY,
    targetPosition,
    curvature: 0.3,
  });
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
            style={{ translate: `calc(${middleX}px - 50%) calc(${middleY}px - 50%)` }}
            onClick={() => unlink(id)}
          >
            <IconX size={16} />
          </ActionIcon>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
