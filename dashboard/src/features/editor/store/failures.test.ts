import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "@/api";
import { localBackup } from "./backup";
import { Desk, OFFLINE, Shelf, said, says } from "./testing";

let desk: Desk;

beforeEach(() => {
  desk = new Desk();
});

describe("a server that fails", () => {
  it("keeps the edit in the browser, tries again, and says so", async () => {
    const store = await desk.open();
    desk.server.failure = OFFLINE;
    store.dispatch(says("greets", "Habari!"));
    await desk.clock.pass(600);
    expect(store.get().saving).toBe("offline");
    expect(said(desk.backup.read()?.mine ?? desk.server.doc, "greets")).toContain("Habari!");
    desk.server.failure = null;
    await desk.clock.pass(4_000);
    expect(store.get().saving).toBe("saved");
    expect(said(desk.server.doc, "greets")).toContain("Habari!");
    expect(desk.backup.read()).toBeNull();
  });

  it("goes on at once when looking finds the server again", async () => {
    const store = await desk.open();
    desk.server.failure = OFFLINE;
    store.dispatch(says("greets", "Habari!"));
    await desk.clock.pass(600);
    desk.server.failure = null;
    await store.poll();
    await desk.clock.pass(0);
    expect(store.get().saving).toBe("saved");
  });

  it("brings back what an earlier visit could not save", async () => {
    const first = await desk.open();
    desk.server.failure = OFFLINE;
    first.dispatch(says("greets", "Habari!"));
    await desk.clock.pass(600);
    first.dispatch(says("greets", "Habari yako!"));
    first.keep();
    desk.server.failure = null;
    desk.server.says("name", "Karibu {{name}}!");
    desk.close();
    const second = await desk.open();
    expect(second.get().restored).toBe(true);
    expect(said(second.get().doc, "greets")).toContain("Habari yako!");
    expect(said(second.get().doc, "name")).toContain("Karibu");
    await desk.clock.pass(600);
    expect(said(desk.server.doc, "greets")).toContain("Habari yako!");
    expect(desk.backup.read()).toBeNull();
  });

  it("has nothing to bring back of what had arrived after all", async () => {
    const first = await desk.open();
    desk.server.losesAnswers = true;
    first.dispatch(says("greets", "Habari!"));
    await desk.clock.pass(600);
    expect(first.get().saving).toBe("offline");
    desk.server.losesAnswers = false;
    desk.close();
    const second = await desk.open();
    expect(second.get().restored).toBe(false);
    expect(desk.backup.read()).toBeNull();
  });

  it("does not announce its own save whose answer got lost", async () => {
    const store = await desk.open();
    desk.server.losesAnswers = true;
    store.dispatch(says("greets", "Habari!"));
    await desk.clock.pass(600);
    desk.server.losesAnswers = false;
    await desk.clock.pass(4_000);
    await desk.clock.pass(600);
    expect(store.get().saving).toBe("saved");
    expect(store.get().news).toBeNull();
  });

  it("waits while the session has ended, and saves after it", async () => {
    const store = await desk.open();
    desk.server.failure = new ApiError(401, "signed_out", "Sign in.");
    store.dispatch(says("greets", "Habari!"));
    await desk.clock.pass(600);
    expect(store.get().saving).toBe("offline");
    desk.server.failure = null;
    await desk.clock.pass(4_000);
    expect(said(desk.server.doc, "greets")).toContain("Habari!");
  });

  it("stops where the bot was deleted, and keeps what was typed", async () => {
    const store = await desk.open();
    desk.server.failure = new ApiError(404, "bot_not_found", "There is no such bot.");
    store.dispatch(says("greets", "Habari!"));
    await desk.clock.pass(600);
    expect(store.get().saving).toBe("gone");
    store.dispatch(says("greets", "Habari yako!"));
    expect(store.get().saving).toBe("gone");
    store.keep();
    expect(said(desk.backup.read()?.mine ?? desk.server.doc, "greets")).toContain("Habari yako!");
  });

  it("says so where the server refuses, and tries again with the next edit", async () => {
    const store = await desk.open();
    desk.server.failure = new ApiError(413, "too_large", "Too many states.");
    store.dispatch(says("greets", "Habari!"));
    await desk.clock.pass(600);
    expect(store.get().saving).toBe("refused");
    await desk.clock.pass(60_000);
    expect(desk.server.saves).toBe(0);
    desk.server.failure = null;
    store.dispatch(says("greets", "Hi"));
    await desk.clock.pass(600);
    expect(store.get().saving).toBe("saved");
  });
});

describe("a backup", () => {
  it("is no reason to stop where the browser keeps nothing", () => {
    const full = new Shelf();
    full.setItem = () => {
      throw new Error("full");
    };
    full.getItem = () => {
      throw new Error("forbidden");
    };
    const held = localBackup(1, full);
    held.write({ base: desk.server.doc, mine: desk.server.doc });
    expect(held.read()).toBeNull();
  });

  it("is left where it can't be read", () => {
    const shelf = new Shelf();
    shelf.setItem("kauli-draft-1", '["{", 7]');
    expect(localBackup(1, shelf).read()).toBeNull();
  });
});
