import { beforeEach, describe, expect, it } from "vitest";
import { Desk, said, says } from "./testing";

let desk: Desk;

beforeEach(() => {
  desk = new Desk();
});

describe("editing", () => {
  it("shows an edit at once and saves it after a pause", async () => {
    const store = await desk.open();
    expect(store.dispatch(says("greets", "Habari!"))).toBe(true);
    expect(said(store.get().doc, "greets")).toContain("Habari!");
    expect(store.get().saving).toBe("unsaved");
    await desk.clock.pass(500);
    expect(desk.server.saves).toBe(0);
    await desk.clock.pass(100);
    expect(store.get().saving).toBe("saved");
    expect(said(desk.server.doc, "greets")).toContain("Habari!");
    expect(store.unsaved).toBe(false);
  });

  it("saves typing once, and takes it back in one step", async () => {
    const store = await desk.open();
    for (const text of ["H", "Ha", "Hab", "Habari"]) {
      store.dispatch(says("greets", text), "message greets");
      await desk.clock.pass(100);
    }
    await desk.clock.pass(600);
    expect(desk.server.saves).toBe(1);
    store.undo();
    expect(said(store.get().doc, "greets")).toContain("Hello!");
    store.redo();
    expect(said(store.get().doc, "greets")).toContain("Habari");
  });

  it("says why an edit can't be made, and changes nothing", async () => {
    const store = await desk.open();
    const { doc } = store.get();
    expect(store.dispatch(says("nowhere", "Habari!"))).toBe(false);
    expect(store.get().problem).toEqual({ problem: "no_such_state", name: "nowhere" });
    expect(store.get().doc).toBe(doc);
    store.dismissProblem();
    expect(store.get().problem).toBeNull();
  });

  it("saves what was typed while a save was under way", async () => {
    const store = await desk.open();
    store.dispatch(says("greets", "One"));
    const release = desk.server.hold();
    await desk.clock.pass(600);
    expect(store.get().saving).toBe("saving");
    store.dispatch(says("greets", "Two"));
    release();
    await desk.clock.pass(600);
    await desk.clock.pass(600);
    expect(said(desk.server.doc, "greets")).toContain("Two");
    expect(store.get().saving).toBe("saved");
  });

  it("saves at once when asked, also what is under way", async () => {
    const store = await desk.open();
    store.dispatch(says("greets", "One"));
    await store.flush();
    expect(said(desk.server.doc, "greets")).toContain("One");
    await store.flush();
    expect(desk.server.saves).toBe(1);
  });

  it("tells nobody twice of the same selection", async () => {
    const store = await desk.open();
    let told = 0;
    store.subscribe(() => (told += 1));
    store.select(["name"]);
    store.select(["name"]);
    expect(told).toBe(1);
    expect(store.get().selection).toEqual(["name"]);
  });
});

describe("two at once", () => {
  it("takes in what somebody else saved, with their name", async () => {
    const store = await desk.open();
    desk.server.says("name", "Karibu {{name}}!");
    await store.poll();
    expect(said(store.get().doc, "name")).toContain("Karibu");
    expect(store.get().news?.savedBy).toBe("Juma");
    expect(store.get().saving).toBe("saved");
  });

  it("keeps both where they edited different states", async () => {
    const store = await desk.open();
    store.dispatch(says("greets", "Habari!"));
    desk.server.says("name", "Karibu {{name}}!");
    await desk.clock.pass(600);
    await desk.clock.pass(600);
    for (const doc of [desk.server.doc, store.get().doc]) {
      expect(said(doc, "greets")).toContain("Habari!");
      expect(said(doc, "name")).toContain("Karibu");
    }
    expect(store.get().saving).toBe("saved");
  });

  it.each([
    ["mine", "Mambo!"],
    ["theirs", "Karibu!"],
  ] as const)("asks where both changed the same, and keeps %s", async (side, text) => {
    const store = await desk.open();
    store.dispatch(says("greets", "Mambo!"));
    desk.server.says("greets", "Karibu!");
    await desk.clock.pass(600);
    const [conflict] = store.get().conflicts;
    expect(conflict?.name).toBe("greets");
    expect(store.get().saving).toBe("conflict");
    await desk.clock.pass(60_000);
    await store.poll();
    expect(said(desk.server.doc, "greets")).toContain("Karibu!");
    if (conflict !== undefined) store.settle(conflict, side);
    await desk.clock.pass(0);
    expect(said(desk.server.doc, "greets")).toContain(text);
    expect(said(store.get().doc, "greets")).toContain(text);
    expect(store.get().saving).toBe("saved");
  });

  it("asks again after the page was loaded anew in the middle of a conflict", async () => {
    const first = await desk.open();
    first.dispatch(says("greets", "Mambo!"));
    desk.server.says("greets", "Karibu!");
    await desk.clock.pass(600);
    first.keep();
    const second = await desk.open();
    expect(second.get().conflicts.map(({ name }) => name)).toEqual(["greets"]);
    expect(second.get().saving).toBe("conflict");
    await desk.clock.pass(60_000);
    expect(said(desk.server.doc, "greets")).toContain("Karibu!");
  });

  it("takes back only its own after somebody else's came in", async () => {
    const store = await desk.open();
    store.dispatch(says("greets", "Habari!"));
    await store.flush();
    desk.server.says("name", "Karibu {{name}}!");
    await store.poll();
    store.undo();
    await store.flush();
    expect(said(desk.server.doc, "greets")).toContain("Hello!");
    expect(said(desk.server.doc, "name")).toContain("Karibu");
  });

  it("does not take its own save for somebody else's while it looks", async () => {
    const store = await desk.open();
    store.dispatch(says("greets", "Habari!"));
    const release = desk.server.hold();
    const looking = store.poll();
    await desk.clock.pass(600);
    release();
    await looking;
    await desk.clock.pass(0);
    expect(store.get().saving).toBe("saved");
    await store.poll();
    expect(store.get().news).toBeNull();
    expect(desk.server.saves).toBe(1);
  });
});
