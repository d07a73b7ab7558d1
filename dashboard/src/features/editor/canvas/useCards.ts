import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { BotDoc } from "@/flow/document";
import { type Graph, graphOf } from "@/flow/graph";
import type { Point } from "@/flow/layout";
import { useTexts } from "@/ui";
import { useDoc, useEditing, useEditorState, usePositions } from "../store/context";
import { labelOf } from "./labels";
import type { Level } from "./level";
import { type CardNode, type LinkEdge, NodeKeeper, drawnNodes, linksOf, phrasesFor } from "./nodes";
import { PlaceKeeper, type Places, asMoves } from "./places";
import { TEXTS } from "./texts";
import { useMarks } from "./useMarks";

export interface Cards {
  readonly graph: Graph;
  /** Where the cards are, those included that are being dragged. */
  readonly places: Places;
  readonly nodes: CardNode[];
  readonly edges: LinkEdge[];
  readonly keeper: PlaceKeeper;
}

interface CardsOptions {
  readonly level: Level;
  /** Where cards are while they are dragged. */
  readonly dragged: Places;
  readonly selectedEdge: string | null;
  /** On a touch screen only what is selected can be dragged; the rest is for panning. */
  readonly touch: boolean;
  /** Whether cards say how many people stopped there. */
  readonly dropOuts: boolean;
}

const NO_EDGES: LinkEdge[] = [];

/** Everything that is drawn; whatever did not change is the same object as before. */
export function useCards({ level, dragged, selectedEdge, touch, dropOuts }: CardsOptions): Cards {
  const t = useTexts(TEXTS);
  const { readOnly } = useEditing();
  const graph = useGraph();
  const [placeKeeper] = useState(() => new PlaceKeeper());
  const settled = usePlaces(graph, placeKeeper);
  const marksOf = useMarks(dropOuts);
  const selection = useEditorState((state) => state.selection);
  const [keeper] = useState(() => new NodeKeeper());
  const places = useMemo(
    () => (dragged.size === 0 ? settled : new Map([...settled, ...dragged])),
    [settled, dragged],
  );
  const nodes = useMemo(() => {
    const selected = new Set(selection);
    return keeper.all(
      drawnNodes(graph).map((flowNode) => {
        const chosen = flowNode.type === "state" && selected.has(flowNode.name);
        const phrases = phrasesFor(graph, flowNode.name);
        return {
          flowNode,
          place: places.get(flowNode.id) ?? ORIGIN,
          marks: marksOf(flowNode.name),
          phrases,
          selected: chosen,
          draggable: !readOnly && (!touch || chosen),
          label: labelOf(flowNode, phrases, t),
          level,
        };
      }),
    );
  }, [graph, places, marksOf, selection, t, keeper, readOnly, touch, level]);
  const edges = useMemo(
    () => (level === "near" ? linksOf(graph, selectedEdge) : NO_EDGES),
    [graph, level, selectedEdge],
  );
  return { graph, places, nodes, edges, keeper: placeKeeper };
}

const ORIGIN: Point = { x: 0, y: 0 };

/** Makes each graph from the one before. */
class GraphKeeper {
  #last: Graph | undefined;

  of(doc: BotDoc): Graph {
    this.#last = graphOf(doc, this.#last);
    return this.#last;
  }
}

function useGraph(): Graph {
  // Whoever types in the panel sees the letters first, and the card follows.
  const doc = useDeferredValue(useDoc());
  const [keeper] = useState(() => new GraphKeeper());
  return useMemo(() => keeper.of(doc), [doc, keeper]);
}

/** Where the cards are; what was found a place is remembered, as if somebody had put it there. */
function usePlaces(graph: Graph, keeper: PlaceKeeper): Places {
  const { layout, readOnly } = useEditing();
  const saved = usePositions();
  const places = useMemo(() => keeper.all(graph, saved), [graph, saved, keeper]);
  useEffect(() => {
    if (readOnly) return;
    const found = asMoves(places);
    for (const name of saved.keys()) found.delete(name);
    if (found.size > 0) layout.move(found);
  }, [places, saved, layout, readOnly]);
  return places;
}
